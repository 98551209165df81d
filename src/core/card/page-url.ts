import { isWebAddress } from './is-web-address.ts';

/** Address of a playbook's page in the folder `docsUrl`, or null when that is no web address. */
export function pageUrl(id: string, docsUrl: string | null): string | null {
  if (docsUrl === null || !isWebAddress(docsUrl)) return null;
  return `${docsUrl.endsWith('/') ? docsUrl : `${docsUrl}/`}${id}.md`;
}
