// https://ci.example.com/jobs/1   ·   http://127.0.0.1:3000/runs/1
const WEB_ADDRESS = /^https?:\/\/[^\s<>\\]{1,2000}$/;

/** True for an address that may stand behind a link: http or https, no white space, nothing that closes markup. */
export function isWebAddress(address: string): boolean {
  return WEB_ADDRESS.test(address);
}
