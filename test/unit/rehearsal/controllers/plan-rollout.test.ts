import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {KubeObject} from '../../../../src/rehearsal/controllers/core/kube-object.js';
import {planRollingUpdate} from '../../../../src/rehearsal/controllers/workloads/deployment-rollout.js';
import {rollingBounds} from '../../../../src/rehearsal/controllers/workloads/deployment-status.js';

const object = (name: string, spec: object, status: object = {}): KubeObject => ({
  metadata: {name, uid: name, resourceVersion: '1', creationTimestamp: name},
  spec,
  status,
});
const share = fc.oneof(
  fc.integer({min: 0, max: 4}),
  fc.integer({min: 0, max: 100}).map((percent) => `${percent}%`),
);

describe('a rolling update', () => {
  it('ends with all replicas new, and keeps its bounds on the way, however pods come up', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 12}),
        share,
        share,
        fc.array(fc.boolean(), {minLength: 64, maxLength: 64}),
        (replicas, maxSurge, maxUnavailable, luck) => {
          const deployment = object('d', {
            replicas,
            strategy: {type: 'RollingUpdate', rollingUpdate: {maxSurge, maxUnavailable}},
          });
          const bounds = rollingBounds(deployment);
          const sets = [
            object('new', {replicas: 0}, {availableReplicas: 0}),
            object('old', {replicas}, {availableReplicas: replicas}),
          ];
          let draw = 0;
          for (let step = 0; step < 400; step++) {
            for (const {set, replicas: next} of planRollingUpdate(deployment, sets[0]!, sets.slice(1))) {
              set.spec = {...set.spec, replicas: next};
              set.status = {availableReplicas: Math.min(set.status.availableReplicas, next)};
            }
            const wanted = sets.reduce((sum, {spec}) => sum + spec.replicas, 0);
            const available = sets.reduce((sum, {status}) => sum + status.availableReplicas, 0);
            expect(wanted).toBeLessThanOrEqual(replicas + bounds.maxSurge);
            expect(available).toBeGreaterThanOrEqual(replicas - bounds.maxUnavailable);
            const [newest] = sets as [KubeObject];
            if (newest.status.availableReplicas < newest.spec.replicas && (luck[draw++ % luck.length] || step > 200))
              newest.status = {availableReplicas: newest.status.availableReplicas + 1};
          }
          expect(sets.map(({spec}) => spec.replicas)).toEqual([replicas, 0]);
        },
      ),
    );
  });
});
