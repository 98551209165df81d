import type { ReactNode } from 'react';

/** Only http and https lead anywhere: the address comes from strangers. */
export function isSafeUrl(url: string): boolean {
  return URL.canParse(url) && ['http:', 'https:'].includes(new URL(url).protocol);
}

export function SafeLink({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  if (!isSafeUrl(href)) return <span>{children}</span>;
  return (
    <a className="link" href={href} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}
