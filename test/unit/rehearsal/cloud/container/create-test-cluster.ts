import {createReadyProject, createTestCloud, type TestCloud, type TestCloudOptions} from '../create-test-cloud.js';

export const project = 'acme-platform';
export const zone = 'us-central1-a';
export const clusters = `/v1/projects/${project}/locations/${zone}/clusters`;

/** A billed project with its APIs, and nothing else. */
export async function createTestProject(options: TestCloudOptions = {}): Promise<TestCloud> {
  const test = createTestCloud(options);
  await createReadyProject(test, project);
  return test;
}

/** The same with a running cluster `prod` of two small nodes. */
export async function createTestCluster(options: TestCloudOptions = {}): Promise<TestCloud & {readonly uid: string}> {
  const test = await createTestProject(options);
  const created = await test.call('POST', clusters, {
    cluster: {name: 'prod', initialNodeCount: 2, nodeConfig: {machineType: 'e2-standard-2'}},
  });
  if (created.status !== 200) throw new Error(JSON.stringify(created.body));
  await test.clock.advance(400_000);
  return {...test, uid: (await test.call('GET', `${clusters}/prod`)).body.id};
}

/** Path of an operation that a container method answered. */
export function operationPath(name: string): string {
  return `/v1/projects/${project}/locations/${zone}/operations/${name}`;
}
