import { BlockList, isIP } from 'node:net';

const privateAddresses = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  privateAddresses.addSubnet(net, prefix, 'ipv4');
}
// Also prefixes of gateways into IPv4 networks: an IPv4 address of anybody's choice stands behind them.
for (const [net, prefix] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const) {
  privateAddresses.addSubnet(net, prefix, 'ipv6');
}

/** True for loopback, private, link-local, shared, reserved and gateways' addresses, IPv4 ones inside IPv6 included. */
export function isPrivateAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return privateAddresses.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** True for an address as it stands in a URL, `[::1]` included; a name is no address. */
export function isPrivateHost(hostname: string): boolean {
  // the brackets of [::1]
  return isPrivateAddress(hostname.replace(/^\[|\]$/g, ''));
}
