const COLORS = ['#1264a3', '#2b7a5b', '#a4572a', '#7a4bb0', '#b03a5b', '#5b6b1f'];

interface AvatarProps {
  readonly name: string;
  readonly isApp?: boolean;
  readonly size?: number;
}

/** Initials on a colour that belongs to the name; apps get rounder corners and a gradient. */
export function Avatar({ name, isApp = false, size = 36 }: AvatarProps) {
  const sum = [...name].reduce((total, letter) => total * 3 + (letter.codePointAt(0) ?? 0), 0);
  const color = COLORS[sum % COLORS.length] ?? '#1264a3';
  const initials = name
    .split(' ')
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2)
    .toUpperCase();
  return (
    <svg className="avatar" width={size} height={size} viewBox="0 0 36 36" aria-hidden="true">
      <rect width="36" height="36" rx={isApp ? 9 : 6} fill={color} />
      {isApp && <path d="M0 36 36 0v27a9 9 0 0 1-9 9z" fill="#000" opacity="0.18" />}
      <text x="18" y="18.5" textAnchor="middle" dominantBaseline="central" fill="#fff">
        {initials}
      </text>
    </svg>
  );
}
