import type {CloudSide} from '../../../../src/rehearsal/seams/cloud-side.js';

/** A cloud of maps, with switches for what it refuses. */
export interface FakeCloud extends CloudSide {
  readonly disks: Map<string, {sizeGb: number; type: string}>;
  readonly addresses: Map<string, string>;
  readonly records: Map<string, Array<{type: string; data: string}>>;
  readonly closedPorts: Set<string>;
  readonly pools: Array<ReturnType<CloudSide['listPools']>[number]>;
  refuseAddresses?: string;
  refuseRecords?: string;
  onResize?: (pool: string, size: number) => void;
}

/** An empty cloud that grants everything. */
export function createFakeCloud(): FakeCloud {
  const cloud: FakeCloud = {
    disks: new Map(),
    addresses: new Map(),
    records: new Map(),
    closedPorts: new Set(),
    pools: [],
    identify: () => undefined,
    isGranted: () => true,
    acquireAddress(_uid, {namespace, name, requestedIp}) {
      if (cloud.refuseAddresses) return {refused: cloud.refuseAddresses};
      const key = `${namespace}/${name}`;
      const address = cloud.addresses.get(key) ?? requestedIp ?? `34.86.10.${17 + cloud.addresses.size}`;
      cloud.addresses.set(key, address);
      return {address};
    },
    releaseAddress: (_uid, {namespace, name}) => void cloud.addresses.delete(`${namespace}/${name}`),
    isReachable: (_uid, from, _protocol, port) =>
      !cloud.closedPorts.has(`${typeof from === 'string' ? from : 'cidr'}:${port}`),
    findDisk: (_uid, zone, name) => cloud.disks.get(`${zone}/${name}`),
    createDisk: (_uid, {zone, name, sizeGb, type}) => void cloud.disks.set(`${zone}/${name}`, {sizeGb, type}),
    deleteDisk: (_uid, zone, name) => void cloud.disks.delete(`${zone}/${name}`),
    listPools: () => cloud.pools,
    resizePool(_uid, pool, size) {
      cloud.onResize?.(pool, size);
      return undefined;
    },
    changeTxtRecord(_email, _project, {name, value, action}) {
      if (cloud.refuseRecords) return {refused: cloud.refuseRecords};
      const key = name.replace(/\.$/, '');
      const others = (cloud.records.get(key) ?? []).filter(({data}) => data !== value);
      cloud.records.set(key, action === 'add' ? [...others, {type: 'TXT', data: value}] : others);
      return undefined;
    },
    lookup(name, type) {
      const key = name.replace(/\.$/, '');
      const answers = (cloud.records.get(key) ?? [])
        .filter((record) => record.type === type || record.type === 'CNAME')
        .map((record) => ({name: key, ttl: 300, ...record}));
      return {rcode: cloud.records.has(key) ? 'NOERROR' : 'NXDOMAIN', answers, zone: 'example'};
    },
  };
  return cloud;
}
