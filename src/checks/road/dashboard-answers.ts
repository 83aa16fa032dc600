import type {Check} from '../../model/finding.js';
import {about} from '../about.js';
import {frontDoorProbe} from '../probes/front-door-probe.js';
import {meshRoutesProbe} from '../probes/mesh-routes-probe.js';
import {readFact} from '../read-fact.js';

/** Routes of everything that no other path takes. */
const isRest = (route: string) => route.endsWith(' /');

export const dashboardAnswers: Check = {
  id: 'road/dashboard-answers',
  title: 'The dashboard stands behind the login',
  why: 'It is what the road leads to. What it shows to somebody who is logged in cannot be seen from outside.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/',
  runbook: '22',
  scope: 'cluster',
  probes: [frontDoorProbe, meshRoutesProbe],
  needs: ['road/login-page-opens'],
  evaluate({facts}) {
    const {dashboard, fqdn} = readFact(facts, frontDoorProbe);
    const ends = readFact(facts, meshRoutesProbe).destinations.filter(({routes}) => routes.some(isRest));
    const matter = about({
      resource: dashboard.url,
      expected: `a ready pod behind ${fqdn}/`,
      evidence: 'kubectl get virtualservices.networking.istio.io -A',
    });
    const ready = ends.filter((end) => end.ready > 0);
    const [first] = ends;
    if (first === undefined)
      return [
        {
          ...matter.fail('no route takes /', [{text: 'Let the chart make it again.', command: 'shakinstall init'}]),
          // The plan says which of the chart's routes somebody changed.
          follows: ['step platform/install-release'],
        },
      ];
    if (ready.length === 0)
      return [
        {
          ...matter.fail(`no pod of ${first.namespace}/${first.service} is ready`, [
            {text: 'See why.', command: `kubectl get pods -n ${first.namespace}`},
          ]),
          follows: ends.flatMap(({behind = []}) => behind),
        },
      ];
    return [matter.pass(ready.map((end) => `${end.namespace}/${end.service}, ${end.ready} ready`).join('; '))];
  },
};
