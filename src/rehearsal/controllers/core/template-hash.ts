import {canonicalJson} from './canonical-json.js';
import type {KubeObject} from './kube-object.js';
import {hashFnv32a} from './seeded.js';

/** The letters that generated names consist of: no vowels, so no words. k8s.io/apimachinery/pkg/util/rand */
const safeLetters = 'bcdfghjklmnpqrstvwxz2456789';

/** A short hash of a pod template, in the alphabet and length of Kubernetes's own. */
export function hashTemplate(template: unknown, collisionCount = 0): string {
  const digest = String(hashFnv32a(canonicalJson(template) + (collisionCount || '')));
  return Array.from(digest, (digit) => safeLetters[digit.charCodeAt(0) % safeLetters.length]).join('');
}

/** A pod template as one compares it: without the label that the hash itself adds. */
export function comparableTemplate(template: KubeObject): unknown {
  const {'pod-template-hash': _hash, ...labels} = template.metadata?.labels ?? {};
  return {spec: template.spec, labels, annotations: template.metadata?.annotations ?? {}};
}
