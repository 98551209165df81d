/**
 * What a colour bar stands for: red says failed, green passed; every other colour says nothing.
 *
 * The weakest of all signs: senders paint cancelled runs red and failed ones blue. Ask it last.
 */
export function readColor(color: string | null): 'failed' | 'passed' | null {
  // a30200
  if (color === null || !/^[0-9a-f]{6}$/i.test(color)) return null;
  const [red, green, blue] = [0, 2, 4].map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255);
  if (red === undefined || green === undefined || blue === undefined) return null;
  const max = Math.max(red, green, blue);
  const range = max - Math.min(red, green, blue);
  // Greys, blacks and near-whites have no hue to speak of.
  if (range < 0.2) return null;
  const hue = hueOf({ red, green, blue }, max, range);
  if (hue <= 14 || hue >= 338) return 'failed';
  return hue >= 75 && hue <= 170 ? 'passed' : null;
}

/** Degrees on the colour wheel, 0 is red, 120 green. */
function hueOf(color: { red: number; green: number; blue: number }, max: number, range: number): number {
  const { red, green, blue } = color;
  if (max === red) return (((green - blue) / range) * 60 + 360) % 360;
  if (max === green) return ((blue - red) / range) * 60 + 120;
  return ((red - green) / range) * 60 + 240;
}
