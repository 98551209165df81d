/**
 * The address of a CI server as a person types it, for the service's client: `git.example.com` is https, a query and
 * the slashes at the end go. Null for what is none, or carries a name or password.
 */
export function readServerAddress(service: string, typed: string): string | null {
  const text = typed.trim();
  // matches: https:// and HTTP://
  const withScheme = /^[a-z][a-z0-9+.-]{0,20}:\/\//i.test(text) ? text : `https://${text}`;
  if (!URL.canParse(withScheme)) return null;
  const url = new URL(withScheme);
  if (!['https:', 'http:'].includes(url.protocol) || url.username !== '' || url.password !== '') return null;
  if (!url.hostname.includes('.') && url.hostname !== 'localhost' && !url.hostname.startsWith('['))
    return null;
  // the slash at the end of https://ci.example.com/jenkins/
  const address = `${url.origin}${url.pathname}`.replace(/\/{1,9}$/, '');
  return service === 'github-actions' ? githubApiOf(new URL(address)) : address;
}

/** People know the address of their GitHub, and seldom that of its API. */
function githubApiOf({ origin, protocol, host, pathname }: URL): string {
  if (host === 'github.com' || host === 'api.github.com') return 'https://api.github.com';
  if (host.endsWith('.ghe.com') && !host.startsWith('api.')) return `${protocol}//api.${host}`;
  if (host.endsWith('.ghe.com') || pathname.startsWith('/api'))
    return `${origin}${pathname}`.replace(/\/$/, '');
  return `${origin}/api/v3`;
}
