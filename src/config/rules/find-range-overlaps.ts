import {type Cidr, isOverlapping, parseCidr} from '../../model/cidr.js';
import type {FieldPath, Problem} from '../load/problem.js';
import {formatPath} from '../load/problem.js';
import type {View} from './view.js';

/** Subnetworks that Google makes in networks of auto mode, such as `default`. https://cloud.google.com/vpc/docs/subnets#ip-ranges */
const automatic = '10.128.0.0/9';
/** No range of a private cluster may touch it. https://cloud.google.com/kubernetes-engine/docs/how-to/private-clusters */
const reserved = '172.17.0.0/16';

interface Range {
  readonly name: string;
  readonly text: string;
  readonly cidr: Cidr;
  readonly path?: FieldPath;
}

/** Ranges of pods, services, control plane and the network's own that share addresses; each pair once. */
export function findRangeOverlaps({cluster}: View): Problem[] {
  const own = [
    rangeOf(cluster?.podCidr, ['cluster', 'podCidr']),
    rangeOf(cluster?.serviceCidr, ['cluster', 'serviceCidr']),
    rangeOf(cluster?.private?.controlPlaneCidr, ['cluster', 'private', 'controlPlaneCidr']),
  ].flat();
  const isAutomatic = cluster?.network === 'default' && [undefined, 'default'].includes(cluster.subnetwork);
  const others = [
    ...(isAutomatic ? [fixed(automatic, 'the automatic subnetworks of the network default')] : []),
    fixed(reserved, 'a range that GKE keeps for itself'),
  ];
  return own.flatMap((range, index) =>
    [...own.slice(0, index), ...others]
      .filter(({cidr}) => isOverlapping(range.cidr, cidr))
      .map((other) => overlap(range, other)),
  );
}

function overlap(range: Range, other: Range): Problem {
  return {
    code: 'SHK_CONFIG_E0014',
    path: range.path ?? [],
    summary: `${range.name} ${range.text} overlaps ${other.name} ${other.text}.`,
    detail: 'Allowed: ranges that share no address with each other nor with the network’s subnetworks.',
    tries: [
      {text: `Choose another ${range.name}, or leave it out and let GKE choose.`},
      ...(other.text === automatic
        ? [{text: 'Or use a network of your own: cluster.network and cluster.subnetwork.'}]
        : []),
    ],
  };
}

function rangeOf(text: string | undefined, path: FieldPath): Range[] {
  const cidr = text === undefined ? undefined : parseCidr(text);
  return text === undefined || cidr === undefined ? [] : [{name: formatPath(path), text, cidr, path}];
}

function fixed(text: string, name: string): Range {
  return {name, text, cidr: parseCidr(text)!};
}
