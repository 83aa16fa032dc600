import {cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it, vi} from 'vitest';
import {parse, stringify} from 'yaml';
import {createCases, expectRefusal, formatChanged, type Loose, listDeploymentFiles} from './refusals.js';
import {createWorkingDirectory, projectRoot, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const root = createWorkingDirectory();
const createDirectory = createCases(root);

afterAll(() => removeWorkingDirectory(root), 60_000);
vi.setConfig({testTimeout: 60_000});

describe('a configuration that is wrong', () => {
  const cases: ReadonlyArray<readonly [title: string, text: string | undefined, says: readonly (string | RegExp)[]]> = [
    ['no file', undefined, ['SHK_CONFIG_E0001', 'init --rehearse']],
    ['an empty file', '', ['SHK_CONFIG_E0002']],
    ['malformed YAML', 'project: [unclosed\nlocation: {', ['SHK_CONFIG_E0003', /shakinstall\.yaml:\d+:\d+/]],
    ['another apiVersion', formatChanged((config) => (config.apiVersion = 'shakinstall.dev/v9')), ['SHK_CONFIG_E0006']],
    ['an unknown key', formatChanged((config) => (config.locatoin = 'x')), ['SHK_CONFIG_E0007', 'location']],
    [
      'a bad project id',
      formatChanged((config) => (config.project.id = 'My_Project')),
      ['project.id', 'SHK_CONFIG_E0011'],
    ],
    [
      'a zone of another region',
      formatChanged((config) => (config.disks.conda.zone = 'europe-west1-b')),
      ['SHK_CONFIG_E0015', 'europe-west1-b'],
    ],
    [
      'ranges that overlap',
      formatChanged((config) => {
        config.cluster.podCidr = '10.8.0.0/14';
        config.cluster.serviceCidr = '10.9.0.0/20';
      }),
      ['SHK_CONFIG_E0014'],
    ],
    [
      'no nodes',
      formatChanged((config) => (config.nodePools[0].nodes = 0)),
      ['SHK_CONFIG_E0012', 'nodePools[0].nodes'],
    ],
    ['fewer than no nodes', formatChanged((config) => (config.nodePools[0].nodes = -3)), ['SHK_CONFIG_E0012']],
    [
      'a domain with a scheme',
      formatChanged((config) => (config.domain.fqdn = 'https://platform.rehearsal.example')),
      ['SHK_CONFIG_E0011', 'platform.rehearsal.example'],
    ],
    [
      'a domain outside the zone that is named',
      formatChanged((config) => (config.domain.fqdn = 'platform.elsewhere.example')),
      ['SHK_CONFIG_E0020'],
    ],
    [
      'a secret that is written out',
      formatChanged((config) => (config.git.deployKey = 'ghp_0123456789abcdefghij0123456789abcdef')),
      ['SHK_CONFIG_E0013'],
    ],
  ];

  it.each(cases)('%s', async (_title, text, says) => {
    const cwd = createDirectory();
    if (text !== undefined) writeFileSync(join(cwd, 'shakinstall.yaml'), text);
    const ended = await runShakinstall(['init', '--yes'], {cwd});
    expectRefusal(ended, {exitCode: 2, says});
    expect(ended.stderr).not.toContain('ghp_0123456789');
    expect(readdirSync(cwd).filter((name) => name !== 'shakinstall.yaml')).toEqual([]);
  });

  it('names every mistake at once, each at its place', async () => {
    const cwd = createDirectory();
    const text = formatChanged((config) => {
      config.project.id = 'My_Project';
      config.nodePools[0].nodes = -1;
      config.domain.fqdn = 'https://x';
    });
    writeFileSync(join(cwd, 'shakinstall.yaml'), text);
    const ended = await runShakinstall(['init', '--yes'], {cwd});
    expect(ended.stderr.match(/shakinstall\.yaml:\d+:\d+/g)).toHaveLength(3);
    expect(ended.exitCode).toBe(2);
  });

  it('is told apart from one that cannot be read', async () => {
    const cwd = createDirectory();
    mkdirSync(join(cwd, 'shakinstall.yaml'));
    const ended = await runShakinstall(['init', '--yes'], {cwd});
    expectRefusal(ended, {exitCode: 2, says: ['SHK_CONFIG_E0021']});
  });
});

describe('a release that is wrong', () => {
  const copyRelease = (cwd: string): string => {
    const path = join(cwd, 'release');
    cpSync(join(projectRoot, 'templates', 'platform'), path, {recursive: true});
    return path;
  };
  const run = async (cwd: string, release: string) => {
    writeFileSync(
      join(cwd, 'shakinstall.yaml'),
      formatChanged((config) => (config.release.path = release)),
    );
    return runShakinstall(['init', '--yes'], {cwd});
  };

  it('is not there', async () => {
    const cwd = createDirectory();
    expectRefusal(await run(cwd, './nowhere'), {exitCode: 2, says: ['SHK_RELEASE_E0101', 'nowhere']});
    expect(listDeploymentFiles(join(cwd, '.shakinstall'))).toEqual([]);
  });

  it('has no window of Kubernetes versions', async () => {
    const cwd = createDirectory();
    const release = copyRelease(cwd);
    const file = join(release, 'release.yaml');
    const document = parse(readFileSync(file, 'utf8')) as Loose;
    delete document.kubernetes;
    writeFileSync(file, stringify(document));
    expectRefusal(await run(cwd, release), {exitCode: 2, says: ['kubernetes', /release\.yaml/]});
    expect(listDeploymentFiles(join(cwd, '.shakinstall'))).toEqual([]);
  });

  it('has no chart', async () => {
    const cwd = createDirectory();
    const release = copyRelease(cwd);
    rmSync(join(release, 'Chart.yaml'));
    expectRefusal(await run(cwd, release), {exitCode: 2, says: ['Chart.yaml']});
    expect(listDeploymentFiles(join(cwd, '.shakinstall'))).toEqual([]);
  });
});
