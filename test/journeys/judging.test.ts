import {readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import type {Report} from '../../src/model/finding.js';
import {createWorkingDirectory, projectRoot, removeWorkingDirectory, runShakinstall} from './run-shakinstall.js';

const cwd = createWorkingDirectory();
afterAll(() => removeWorkingDirectory(cwd), 60_000);

const run = (...args: string[]) => runShakinstall(args, {cwd});
const restricted = join(projectRoot, 'test', 'fixtures', 'worlds', 'restricted-operator.json');
const reportOf = (text: string) => JSON.parse(text) as Report;

describe('preflight', () => {
  it('looks at the rehearsal, and its record is judged alike elsewhere', async () => {
    const live = await run('preflight', '--rehearse', '--json', '--save-facts', 'facts.json');
    expect([live.exitCode, live.stderr]).toEqual([0, '']);
    const report = reportOf(live.stdout);
    expect(report.summary.counts.fail).toBe(0);
    expect(report.findings.every(({id, verdict, title}) => id !== '' && verdict !== undefined && title !== '')).toBe(
      true,
    );
    const replayed = await run('preflight', '--facts', 'facts.json', '--json');
    expect(replayed.exitCode).toBe(0);
    expect(reportOf(replayed.stdout)).toEqual(report);
  }, 60_000);

  it.each(['text', 'json', 'junit', 'sarif', 'markdown', 'html'])('ends with the same code as %s', async (format) => {
    const {exitCode, stdout} = await run('preflight', '--facts', restricted, '--format', format);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('iam/permissions-cover-plan');
  });

  it('lets warnings and unknowns fail under --strict, and nothing else with them', async () => {
    const only = ['--facts', restricted, '--only', 'dns/domain-inside-zone'];
    const lax = await run('preflight', ...only);
    const strict = await run('preflight', ...only, '--strict');
    expect([lax.exitCode, strict.exitCode]).toEqual([0, 4]);
    expect(lax.stdout).toMatch(/\d of \d looked at, \d unknown: grant dns\.managedZones\.list/);
  });

  it('refuses a glob that matches nothing, and a record that is none', async () => {
    const glob = await run('preflight', '--facts', restricted, '--only', 'dns/domain-inside-zones');
    expect(glob.exitCode).toBe(2);
    expect(glob.stderr).toContain('Did you mean dns/domain-inside-zone?');
    writeFileSync(join(cwd, 'broken.json'), '{"facts": 1');
    const broken = await run('preflight', '--facts', 'broken.json');
    expect(broken.exitCode).toBe(2);
    expect(broken.stderr).toContain('SHK_PREFLIGHT_E1602');
  });

  it('counts a waived finding no longer, until the waiver ends', async () => {
    const set = JSON.parse(readFileSync(restricted, 'utf8')) as {
      deployment: {config: {waivers: object[]}};
      collectedAt: string;
    };
    const waive = async (expires: string) => {
      set.deployment.config.waivers = [{id: '*', owner: 'ops', reason: 'practice', expires}];
      writeFileSync(join(cwd, 'waived.json'), JSON.stringify(set));
      return run('preflight', '--facts', 'waived.json', '--strict');
    };
    expect((await waive(set.collectedAt.slice(0, 10))).exitCode).toBe(0);
    const ended = await waive('2000-01-01');
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toContain('Every waiver of the configuration is still in force');
  });
});

describe('doctor', () => {
  it('tells new findings from old and fixed ones', async () => {
    const {stdout} = await run('preflight', '--facts', restricted, '--json');
    writeFileSync(join(cwd, 'before.json'), stdout);
    const again = await run('preflight', '--facts', restricted, '--since', 'before.json');
    expect(again.stdout).toMatch(/0 new, \d+ old, 0 fixed since before\.json/);
  });

  it('mends nothing without a terminal unless it is told what', async () => {
    const {exitCode, stderr} = await run('doctor', '--fix', '--kubeconfig', 'nowhere');
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/SHK_(FIX_E1902|KUBECONFIG_E1701)/);
  });
});
