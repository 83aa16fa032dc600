import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {deploymentsProbe} from '../probes/deployments-probe.js';
import {readFact} from '../read-fact.js';

export const oneIngress: Check = {
  id: 'cluster/one-ingress',
  title: 'At most one product takes requests in',
  why: 'Two ingress controllers take up the same objects, and which of them answers is chance.',
  docs: 'https://kubernetes.io/docs/concepts/services-networking/ingress-controllers/#using-multiple-ingress-controllers',
  scope: 'cluster',
  probes: [deploymentsProbe],
  needs: ['cluster/version-supported'],
  evaluate({facts}) {
    const found = readFact(facts, deploymentsProbe).parts.filter(({part}) => part === 'ingress');
    const products = [...new Set(found.map(({product}) => product))];
    const words = about({expected: 'one ingress product at most', evidence: 'kubectl get ingressclasses'});
    if (products.length <= 1) return [words.pass(products[0] ?? 'none')];
    return [
      words.warn(found.map(({product, namespace, name}) => `${product} (${namespace}/${name})`).join(', '), [
        {text: 'Give each an IngressClass of its own, and let none be the default for all.'},
      ]),
    ];
  },
};
