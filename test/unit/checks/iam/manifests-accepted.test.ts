import {describe, expect, it} from 'vitest';
import {clusterAccessKnown} from '../../../../src/checks/iam/cluster-access-known.js';
import {manifestsAccepted} from '../../../../src/checks/iam/manifests-accepted.js';
import {createInputs} from '../create-inputs.js';

const refuse = (message: string, isPermission = false) => [
  {object: 'Namespace hyperplane-core', refusal: null},
  {object: 'ClusterRole shakinstall-preflight', refusal: {message, permission: null, isPermission}},
];
const evaluate = (value: unknown) => manifestsAccepted.evaluate(createInputs({'dry-run': value}));

describe('iam/manifests-accepted', () => {
  it('passes where every object is accepted', () => {
    expect(evaluate([{object: 'Namespace a', refusal: null}])).toMatchObject([{verdict: 'pass'}]);
  });

  it.each([
    [
      'admission webhook "validation.gatekeeper.sh" denied the request: no',
      'admission webhook validation.gatekeeper.sh',
    ],
    ['failed calling webhook "x.example.com": no endpoints', 'admission webhook x.example.com'],
    ["ValidatingAdmissionPolicy 'naming' with binding 'b' denied request: no", 'admission policy naming'],
    ['pods "a" is forbidden: exceeded quota: small, requested: pods=1', 'quota small'],
    ['pods "a" is forbidden: violates PodSecurity "restricted:latest": x', 'Pod Security restricted:latest'],
    ['ClusterRole.rbac "x" is invalid: rules: Required', 'API server'],
  ])('fails by the layer that refused: %s', (message, layer) => {
    const [found] = evaluate(refuse(message));
    expect(found).toMatchObject({verdict: 'fail', resource: 'ClusterRole shakinstall-preflight'});
    expect(found?.observed).toContain(`refused by ${layer}: `);
    expect(found?.tries.length).toBeGreaterThan(0);
  });

  it('does not take a missing right of the operator for a refusal of the manifests', () => {
    const message =
      'clusterroles.rbac.authorization.k8s.io "x" is forbidden: User "a" cannot patch resource "clusterroles" in API group "rbac.authorization.k8s.io" at the cluster scope: requires one of ["container.clusterRoles.update"] permission(s).';
    expect(evaluate(refuse(message, true))).toMatchObject([
      {verdict: 'unknown', obstacle: {kind: 'permission', missing: 'container.clusterRoles.update'}},
    ]);
    expect(
      evaluate(refuse('is forbidden: user "a" is attempting to grant RBAC permissions not currently held', true)),
    ).toMatchObject([{verdict: 'unknown'}]);
  });
});

describe('iam/cluster-access-known', () => {
  const identity = {state: 'present', email: 'anna@example.com', isRenewed: true, source: 'user', chain: []};
  it('warns of what the operator may not create', () => {
    const asked = ['create deployments.apps', 'create secrets'];
    const judge = (refused: readonly string[]) =>
      clusterAccessKnown.evaluate(createInputs({'own-access': {asked, refused}, identity}))[0];
    expect(judge([])).toMatchObject({verdict: 'pass'});
    expect(judge(['create secrets'])).toMatchObject({verdict: 'warn'});
    expect(judge(['create secrets'])?.tries[0]?.command).toContain('--role=roles/container.admin');
  });
});
