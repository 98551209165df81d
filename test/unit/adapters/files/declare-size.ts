const DIRECTORY_ENTRY = 0x02014b50;

/** The archive with another unpacked size in its directory: what a zip bomb does. */
export function declareSize(archive: Uint8Array, bytes: number): Uint8Array {
  const changed = Uint8Array.from(archive);
  const view = new DataView(changed.buffer);
  for (let at = 0; at + 46 <= changed.length; at += 1) {
    if (view.getUint32(at, true) === DIRECTORY_ENTRY) view.setUint32(at + 24, bytes, true);
  }
  return changed;
}
