import type {CloudSide} from '../seams/cloud-side.js';

/** What the world's DNS says to a name, aliases followed. */
export interface Resolution {
  readonly rcode: 'NOERROR' | 'NXDOMAIN';
  readonly values: readonly string[];
}

/** Longer chains of aliases are given up on, as resolvers do. */
const longestChain = 8;

/** Resolves a name to the data of its records of a type. */
export function resolveName(cloud: Pick<CloudSide, 'lookup'>, name: string, type: 'A' | 'AAAA' | 'TXT'): Resolution {
  let current = name;
  for (let hop = 0; hop < longestChain; hop++) {
    const {rcode, answers} = cloud.lookup(current, type);
    const values = answers
      .filter((answer) => answer.type === type)
      .map(({data}) => (type === 'TXT' ? data.replace(/^"|"$/g, '') : data));
    const alias = answers.find((answer) => answer.type === 'CNAME')?.data;
    if (values.length > 0 || !alias) return {rcode, values};
    current = alias.replace(/\.$/, '');
  }
  return {rcode: 'NOERROR', values: []};
}
