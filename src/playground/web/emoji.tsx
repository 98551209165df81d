import type { ReactNode } from 'react';

const KNOWN: Readonly<Record<string, string>> = {
  white_check_mark: '✅',
  heavy_check_mark: '✔️',
  x: '❌',
  warning: '⚠️',
  no_entry: '⛔',
  red_circle: '🔴',
  large_green_circle: '🟢',
  eyes: '👀',
  rocket: '🚀',
  thumbsup: '👍',
  '+1': '👍',
  thumbsdown: '👎',
  '-1': '👎',
  mag: '🔍',
  lock: '🔒',
  key: '🔑',
  bulb: '💡',
  tada: '🎉',
  wave: '👋',
  robot_face: '🤖',
  hourglass_flowing_sand: '⏳',
  point_right: '👉',
};

function emojiOf(name: string, unicode?: string): string {
  if (unicode !== undefined) {
    return unicode
      .split('-')
      .map((point) => String.fromCodePoint(Number.parseInt(point, 16)))
      .join('');
  }
  return KNOWN[name] ?? `:${name}:`;
}

const DISK = 'M8 1.2a6.8 6.8 0 1 1 0 13.6A6.8 6.8 0 0 1 8 1.2z';
const TILE = 'M4 1h8a3 3 0 0 1 3 3v8a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3z';
const TICK = 'm4.2 8.3 2.6 2.7 5-5.8';
const CROSS = 'm3.2 3.2 9.6 9.6M12.8 3.2l-9.6 9.6';

/** The verdict signs of CI are drawn, so that a machine without an emoji font shows them too. */
const DRAWN: Readonly<Record<string, ReactNode>> = {
  white_check_mark: <Sign fill="#2bac76" shape={TILE} line={TICK} />,
  heavy_check_mark: <Sign line={TICK} stroke="#2bac76" />,
  x: <Sign line={CROSS} stroke="#dd2e44" width={3} />,
  no_entry: <Sign fill="#dd2e44" shape={DISK} line="M4.4 8h7.2" width={2.6} />,
  red_circle: <Sign fill="#dd2e44" shape={DISK} />,
  large_green_circle: <Sign fill="#2bac76" shape={DISK} />,
  large_yellow_circle: <Sign fill="#e8b339" shape={DISK} />,
  warning: (
    <Sign
      fill="#e8b339"
      shape="M8 1.2 15.4 14.4H.6z"
      line="M8 5.8v4M8 12.2v.1"
      stroke="#3a2d00"
      width={1.7}
    />
  ),
};

interface SignProps {
  readonly shape?: string;
  readonly fill?: string;
  readonly line?: string;
  readonly stroke?: string;
  readonly width?: number;
}

function Sign({ shape, fill, line, stroke = '#fff', width = 2.2 }: SignProps) {
  return (
    <svg width="16" height="16" viewBox="0 0 16 16" fill="none" aria-hidden="true">
      {shape !== undefined && <path d={shape} fill={fill} />}
      {line !== undefined && (
        <path d={line} stroke={stroke} strokeWidth={width} strokeLinecap="round" strokeLinejoin="round" />
      )}
    </svg>
  );
}

export function Emoji({ name, unicode }: { readonly name: string; readonly unicode?: string }) {
  const drawn = DRAWN[name];
  return (
    <span className="emoji" role="img" aria-label={`${name.replaceAll('_', ' ')} emoji`} title={`:${name}:`}>
      {drawn ?? emojiOf(name, unicode)}
    </span>
  );
}
