import type {Check} from '../../model/finding.js';
import {namespaceName} from '../../release/select-namespaces.js';
import {about} from '../about.js';

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names */
const label = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/;
const reserved = /^kube-/;

export const namespacesLegal: Check = {
  id: 'release/namespaces-legal',
  title: 'Every namespace has a name that Kubernetes takes, and none is used twice',
  why: 'A prefix makes each name longer: one that is too long is refused by the cluster, and one that meets another mixes two parts of the platform.',
  docs: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/#dns-label-names',
  runbook: '12',
  probes: [],
  needs: [],
  evaluate({config, release}) {
    const {prefix} = config.namespaces;
    const names = release.namespaces.map((namespace) => ({
      own: namespace.name,
      name: namespaceName({namespace: namespace.name, isPrefixed: namespace.isPrefixed}, prefix),
    }));
    const words = (resource: string) =>
      about({resource, expected: 'a label of at most 63 lower-case letters, digits and dashes, used once'});
    const tries = [{text: 'Choose another namespaces.prefix.'}];
    const bad = names.flatMap(({own, name}, index) => {
      if (!label.test(name))
        return [words(name).fail(`${name} has ${name.length} characters, or others than are allowed`, tries)];
      if (reserved.test(name))
        return [words(name).fail(`${name} begins with kube-, which Kubernetes keeps for itself`, tries)];
      const twin = names.findIndex((other) => other.name === name);
      return twin < index ? [words(name).fail(`${names[twin]?.own} and ${own} both become ${name}`, tries)] : [];
    });
    return bad.length > 0 ? bad : [words(`${names.length} namespaces`).pass(names.map(({name}) => name).join(', '))];
  },
};
