import { BlockList, isIP } from 'node:net';
import { networkInterfaces } from 'node:os';

/** Of IANA's registries of special addresses those that lead to this machine, its network or nowhere in the public one. */
const INTERNAL = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8], // this host
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // behind a carrier's NAT; some clouds' metadata
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // link-local, and most clouds' metadata
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, and broadcast
] as const)
  INTERNAL.addSubnet(network, prefix, 'ipv4');
// Azure, where GitHub's runners are: the host of the virtual machine.
INTERNAL.addAddress('168.63.129.16', 'ipv4');
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b:1::', 48], // NAT64 of one's own
  ['2001::', 32], // Teredo
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  INTERNAL.addSubnet(network, prefix, 'ipv6');

/** Whether an address is of this machine or its network. Text that is not an address counts as internal too. */
export function isInternal(address: string): boolean {
  const [plain = ''] = address.split('%');
  const family = isIP(plain);
  if (family === 0 || isOwn(plain)) return true;
  if (family === 4) return INTERNAL.check(plain, 'ipv4');
  const inside = embedded(groupsOf(plain));
  return inside === null ? INTERNAL.check(plain, 'ipv6') : isInternal(inside);
}

/** The canonical form of an address: IPv4 if it stands for one. Other text is lower-cased. */
export function plainAddress(text: string): string {
  const name = text.toLowerCase();
  if (isIP(name) !== 6 || name.includes('%')) return name;
  const groups = groupsOf(name);
  return embedded(groups) ?? (groups.every((group, index) => group === (index < 7 ? 0 : 1)) ? '::1' : name);
}

/** Whether it is an address of this machine, also a public one: its services trust what comes from inside. */
function isOwn(address: string): boolean {
  return Object.values(networkInterfaces()).some((list) => list?.some((own) => own.address === address) === true);
}

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const text =
    dotted === null ? address : `${dotted[1] ?? ''}${pairOf(dotted[2], dotted[3])}:${pairOf(dotted[4], dotted[5])}`;
  const [left = '', right] = text.split('::');
  const [before, after] = [left, right ?? ''].map((half) => (half === '' ? [] : half.split(':')));
  const zeros = right === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0);
  return [...(before ?? []), ...Array<string>(Math.max(0, zeros)).fill('0'), ...(after ?? [])].map((group) =>
    Number.parseInt(group, 16),
  );
}

function pairOf(high = '0', low = '0'): string {
  return (Number(high) * 256 + Number(low)).toString(16);
}

/** The IPv4 address that an IPv6 address stands for (mapped, compatible, NAT64 or 6to4), or null. */
function embedded(groups: readonly number[]): string | null {
  const starts = (...prefix: readonly number[]): boolean => prefix.every((group, index) => groups[index] === group);
  if (starts(0x2002)) return dottedOf(groups[1], groups[2]);
  if (starts(0, 0, 0, 0, 0, 0xffff) || starts(0x64, 0xff9b, 0, 0, 0, 0) || starts(0, 0, 0, 0, 0xffff, 0))
    return dottedOf(groups[6], groups[7]);
  const isCompatible = starts(0, 0, 0, 0, 0, 0) && (groups[6] !== 0 || (groups[7] ?? 0) > 1);
  return isCompatible ? dottedOf(groups[6], groups[7]) : null;
}

function dottedOf(high = 0, low = 0): string {
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}
