import {expect, it} from 'vitest';
import {deriveKeySecrets} from '../../../src/release/derive/derive-key-secrets.js';
import {parseManifests} from '../../../src/release/parse-manifests.js';

const TEXT = `apiVersion: apps/v1
kind: Deployment
metadata: {name: api, namespace: core}
spec:
  template:
    spec:
      initContainers:
        - {name: i, image: i, envFrom: [{secretRef: {name: settings}}, {secretRef: {name: extra, optional: true}}]}
      containers:
        - name: a
          image: a
          env:
            - {name: KEY, valueFrom: {secretKeyRef: {name: github-deploy-key-ancrht4u, key: id_rsa.pub}}}
            - {name: PASSWORD, valueFrom: {secretKeyRef: {name: made, key: password}}}
      volumes:
        - {name: portal, secret: {secretName: host-key, items: [{key: id_ed25519, path: k}]}}
        - {name: tls, secret: {secretName: wildcard}}
        - {name: scratch, emptyDir: {}}
---
apiVersion: v1
kind: Secret
metadata: {name: made, namespace: core}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: c, namespace: core}
spec: {secretName: wildcard}
---
apiVersion: batch/v1
kind: CronJob
metadata: {name: sync}
spec:
  jobTemplate: {spec: {template: {spec: {containers: [], volumes: [{name: k, secret: {secretName: github-deploy-key-ancrht4u}}]}}}}
`;

it('tells the Secrets with generated keys that nothing makes, and names the rest', () => {
  const {manifests} = parseManifests([{path: 'a.yaml', text: TEXT}]);
  const {secrets, notes} = deriveKeySecrets(manifests, 'home', (name) => name === 'core');
  expect(secrets).toEqual([
    {purpose: 'sshportal', namespace: 'core', isPrefixed: true, name: 'host-key', key: 'id_ed25519'},
    {purpose: 'git', namespace: 'core', isPrefixed: true, name: 'github-deploy-key-ancrht4u', key: 'id_rsa'},
    {purpose: 'git', namespace: 'home', isPrefixed: false, name: 'github-deploy-key-ancrht4u', key: 'id_rsa'},
  ]);
  expect(notes).toEqual([
    'Deployment core/api needs the Secret core/settings, which nothing makes: its pods do not start without.',
  ]);
});
