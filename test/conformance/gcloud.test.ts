import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {createEnvironment, createShell, hasGcloud} from './gcloud-shell.js';
import {type ServedCloud, serveCloud} from './serve-cloud.js';

const account = 'deployer@acme-platform.iam.gserviceaccount.com';
let served: ServedCloud;
let scratch: string;

beforeAll(async () => {
  served = await serveCloud({
    // gcloud polls clusters every five real seconds, so everything is over by its first look.
    speed: 60_000,
    seed: {
      organizations: [{id: '1234567890', displayName: 'example.com'}],
      billingAccounts: [{id: '000000-111111-222222', displayName: 'Main'}],
      users: [
        {
          email: 'owner@example.com',
          token: 'token',
          grants: [
            {resource: 'organizations/1234567890', role: 'roles/resourcemanager.projectCreator'},
            {resource: 'billingAccounts/000000-111111-222222', role: 'roles/billing.user'},
          ],
        },
      ],
      projects: [
        {
          projectId: 'acme-standing',
          services: ['compute', 'dns', 'artifactregistry', 'iam'].map((name) => `${name}.googleapis.com`),
          owners: ['owner@example.com'],
        },
      ],
    },
  });
  scratch = mkdtempSync(join(tmpdir(), 'shk-gcloud-'));
});

afterAll(async () => {
  await served.close();
  rmSync(scratch, {recursive: true, force: true});
});

const zone = '--zone us-central1-a';

it.skipIf(!hasGcloud).concurrent(
  'does what gcloud is told to, from an empty organization to a cluster',
  async () => {
    const env = createEnvironment(served.port, scratch, 'acme-platform');
    const {run, expectDone} = createShell(env);
    await expectDone('projects create acme-platform --organization=1234567890');
    expect((await run('container clusters list')).output).toContain(
      'Kubernetes Engine API has not been used in project',
    );
    expect((await run('services enable container.googleapis.com')).output).toContain('Billing');
    await expectDone('billing projects link acme-platform --billing-account=000000-111111-222222');
    await expectDone('services enable container.googleapis.com');
    await expectDone('services enable dns.googleapis.com cloudresourcemanager.googleapis.com');
    await expectDone('iam service-accounts create deployer --display-name=Deployer');
    for (const role of ['container.clusterAdmin', 'container.admin']) {
      await expectDone(
        `projects add-iam-policy-binding acme-platform --member=serviceAccount:${account} --role=roles/${role}`,
      );
    }
    await expectDone(`iam service-accounts keys create ${join(scratch, 'key.json')} --iam-account=${account}`);
    await expectDone(`auth activate-service-account --key-file=${join(scratch, 'key.json')}`);
    expect(await expectDone(`container get-server-config ${zone}`)).toContain('1.25.11-gke.1000');
    await expectDone(
      `container clusters create prod --num-nodes=2 --cluster-version=1.25.11-gke.1000 ${zone} --machine-type=e2-standard-2 --enable-autoscaling --min-nodes=2 --max-nodes=4`,
    );
    expect((await run(`container clusters create prod ${zone}`)).output).toContain(
      'Already exists: projects/acme-platform/zones/us-central1-a/clusters/prod.',
    );
    await expectDone(
      `container node-pools create t4 --cluster prod ${zone} --machine-type=n1-highmem-32 --accelerator=count=4,type=nvidia-tesla-t4 --node-taints purpose=gpu-t4:NoSchedule --num-nodes=1`,
    );
    await expectDone(
      `container clusters update prod ${zone} --enable-master-authorized-networks --master-authorized-networks=203.0.113.4/32`,
    );
    await expectDone(`container clusters resize prod --node-pool t4 --num-nodes 0 ${zone}`);
    expect(await expectDone(`container clusters get-credentials prod ${zone}`)).toContain('kubeconfig entry generated');
    expect(readFileSync(env.KUBECONFIG ?? '', 'utf8')).toContain('https://34.10.20.30');
    expect(await expectDone('container operations list')).toContain('SET_NODE_POOL_SIZE');
    await expectDone(`container clusters delete prod ${zone}`);
  },
  240_000,
);

it.skipIf(!hasGcloud).concurrent(
  'serves networks, disks, records, buckets and repositories',
  async () => {
    const {run, expectDone} = createShell(createEnvironment(served.port, scratch, 'acme-standing'));
    expect(await expectDone('compute accelerator-types list --filter=zone:northamerica-northeast1-c')).toContain(
      'nvidia-tesla-t4',
    );
    await expectDone(
      'compute firewall-rules create istio --direction=INGRESS --network=default --action=ALLOW --rules=tcp:10250,tcp:443,tcp:15017 --source-ranges=10.0.0.0/8',
    );
    await expectDone(`compute disks create shakudo-conda-disk --size=50GB ${zone}`);
    await expectDone(`compute disks create one two --size=20GB --type=pd-balanced ${zone}`);
    expect(await expectDone('compute disks list --format=value(name)')).toBe('shakudo-conda-disk\none\ntwo');
    await expectDone('compute addresses create ingress --region us-central1');
    await expectDone('compute networks create vpc --subnet-mode=custom');
    await expectDone('compute networks subnets create sub --network vpc --range 10.10.0.0/20 --region us-central1');
    expect((await run('compute networks delete vpc')).output).toContain('is already being used by');
    await expectDone('dns managed-zones create acme --dns-name=acme.test. --description=x');
    await expectDone('dns record-sets create dash.acme.test. --zone acme --type A --ttl 300 --rrdatas 34.1.2.3');
    await expectDone('storage buckets create gs://acme-gcloud-jobs --location us-central1');
    writeFileSync(join(scratch, 'hello.txt'), 'hello');
    await expectDone(`storage cp ${join(scratch, 'hello.txt')} gs://acme-gcloud-jobs/hello.txt`);
    expect(await expectDone('storage cat gs://acme-gcloud-jobs/hello.txt')).toContain('hello');
    await expectDone(
      `storage buckets add-iam-policy-binding gs://acme-gcloud-jobs --member=user:owner@example.com --role=roles/storage.objectAdmin`,
    );
    await expectDone('artifacts repositories create images --repository-format=docker --location=us-central1');
  },
  240_000,
);
