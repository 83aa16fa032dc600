import {type AcceleratorType, acceleratorTypes} from './gpu-hosts.data.js';

/** What people call a type: `nvidia-tesla-t4` is `t4`, `nvidia-a100-80gb` is `a100-80gb`. */
export function shortenAcceleratorType(type: string): string {
  return type.replace(/^nvidia-(tesla-)?/, '');
}

export const acceleratorShortNames: readonly string[] = acceleratorTypes.map(shortenAcceleratorType);

/** The type that a word means, by its whole name or its short one, whatever its case; undefined where there is none. */
export function findAcceleratorType(word: string): AcceleratorType | undefined {
  const wanted = word.toLowerCase();
  return acceleratorTypes.find((type) => type === wanted || shortenAcceleratorType(type) === wanted);
}
