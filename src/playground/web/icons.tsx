const PATHS = {
  hash: 'M9 3 7 21M17 3l-2 18M4 9h17M3 15h17',
  code: 'm8 7-5 5 5 5M16 7l5 5-5 5M14 4l-4 16',
  send: 'M3 11.5 21 3l-5.5 18-4-7.5zM11.5 13.5 21 3',
  list: 'M8 6h13M8 12h13M8 18h13M3 6h.01M3 12h.01M3 18h.01',
  close: 'M6 6l12 12M18 6 6 18',
  menu: 'M4 6h16M4 12h16M4 18h16',
  moon: 'M20 14.5A8.5 8.5 0 1 1 9.5 4a7 7 0 0 0 10.5 10.5z',
  sun: 'M12 4V2M12 22v-2M4 12H2M22 12h-2M5.6 5.6 4.2 4.2M19.8 19.8l-1.4-1.4M5.6 18.4l-1.4 1.4M19.8 4.2l-1.4 1.4M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8z',
  thread: 'M21 12a8 8 0 0 1-8 8H4l2-3.2A8 8 0 1 1 21 12zM9 10.5h7M9 14h4',
  more: 'M12 5.5h.01M12 12h.01M12 18.5h.01',
  activity: 'M3 12h4l3-8 4 16 3-8h4',
  eye: 'M2 12s3.6-7 10-7 10 7 10 7-3.6 7-10 7S2 12 2 12zM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6z',
  bolt: 'M13 2 4 14h7l-1 8 9-12h-7z',
  image: 'M3 5h18v14H3zM3 16l5-5 4 4 3-3 6 5M15.5 9.5h.01',
  file: 'M6 2h9l5 5v15H6zM15 2v5h5M9 13h7M9 17h5',
  clip: 'M20 11.5 12 19.5a5 5 0 0 1-7-7l8.5-8.5a3.4 3.4 0 0 1 4.8 4.8L10 17a1.7 1.7 0 0 1-2.4-2.4l7.6-7.6',
} as const;

export type IconName = keyof typeof PATHS;

/** A line icon in the colour of its text; decoration, so it is hidden from screen readers. */
export function Icon({ name, size = 18 }: { readonly name: IconName; readonly size?: number }) {
  return (
    <svg className="icon" width={size} height={size} viewBox="0 0 24 24" fill="none" aria-hidden="true">
      <path
        d={PATHS[name]}
        stroke="currentColor"
        strokeWidth="1.8"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
