import { BlockList, isIP } from 'node:net';

/** Stretches of addresses no provider of ours can be at: loopback, private, link-local, metadata, carrier NAT, documentation, multicast. */
const forbidden4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

/** Of IPv6 only what is routed worldwide may be reached, and of that nothing that wraps an IPv4 address: 6to4, Teredo. */
const routed6 = ['2000::', 3] as const;
const forbidden6: readonly (readonly [string, number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const blocked = new BlockList();
forbidden4.forEach(([address, prefix]) => blocked.addSubnet(address, prefix, 'ipv4'));
forbidden6.forEach(([address, prefix]) => blocked.addSubnet(address, prefix, 'ipv6'));
const routed = new BlockList();
routed.addSubnet(...routed6, 'ipv6');

/** Whether an address is outside, where providers are; what is no address is not. */
export function isOutside(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !blocked.check(address, 'ipv4');
    case 6:
      return routed.check(address, 'ipv6') && !blocked.check(address, 'ipv6');
    default:
      return false;
  }
}

/** The stretches inside an operator lets providers be at, such as 10.20.0.0/16. Throws a sentence for what is no stretch. */
export function allowList(stretches: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const stretch of stretches) {
    const [address = '', bits] = stretch.split('/');
    const family = isIP(address);
    const prefix = bits === undefined ? (family === 4 ? 32 : 128) : Number(bits);
    if (family === 0 || !/^\d{1,3}$/.test(bits ?? '0') || prefix > (family === 4 ? 32 : 128)) {
      throw new RangeError(`"${stretch}" is no stretch of addresses; write one like 10.20.0.0/16 or fd00::/8.`);
    }
    list.addSubnet(address, prefix, family === 4 ? 'ipv4' : 'ipv6');
  }
  // Only addresses in their own form: one written as another family's is none the operator named.
  return (address) => isIP(address) !== 0 && !/^::ffff:/i.test(address) && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
}
