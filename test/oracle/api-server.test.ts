import fc from 'fast-check';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {createRuns} from './create-operations.js';
import type {Difference} from './find-differences.js';
import {oracleKinds} from './oracle-kinds.js';
import {openOracleServers} from './oracle-servers.js';
import {playRun} from './play-run.js';
import {controlPlaneAssets} from './start-control-plane.js';
import {findExcuse, type VersionDifference, versionDifferences} from './version-differences.js';

if (!controlPlaneAssets) console.info('Comparison with a real API server: skipped, KUBEBUILDER_ASSETS is not set.');

/** Another seed looks elsewhere; a failure names the one it came from. */
const seed = Number(process.env.ORACLE_SEED ?? 7);
const isShown = process.env.ORACLE_SEED !== undefined;

const isDeath = (error: unknown) =>
  ['UND_ERR_SOCKET', 'ECONNREFUSED', 'ECONNRESET', 'ERR_HTTP2_STREAM_ERROR'].includes(
    String((error as {code?: unknown}).code),
  );

describe.skipIf(!controlPlaneAssets)('beside a real API server', () => {
  let opened: Awaited<ReturnType<typeof openOracleServers>>;
  const used = new Set<VersionDifference>();
  let count = 0;
  /** How often the real server fell over, or broke off an answer: old ones built with a young Go do. */
  let deaths = 0;

  beforeAll(async () => {
    opened = await openOracleServers(controlPlaneAssets!);
  }, 120_000);
  afterAll(() => opened?.stop());

  const expectSame = (kinds: typeof oracleKinds, numRuns: number) =>
    fc.assert(
      fc.asyncProperty(createRuns(15, kinds), async (run) => {
        const found = await playRun(opened.servers, run, `oracle-${seed}-${count++}`).catch(async (error) => {
          if (!isDeath(error)) throw error;
          deaths += 1;
          await opened.stop();
          opened = await openOracleServers(controlPlaneAssets!);
          return [];
        });
        const unexplained = found.flatMap(({request, differences, refusal}) => {
          const left = differences.filter((difference: Difference) => {
            const excuse = findExcuse(difference, refusal);
            if (excuse) used.add(excuse);
            return excuse === undefined;
          });
          return left.length === 0 ? [] : [{request, differences: left}];
        });
        expect(unexplained).toEqual([]);
      }),
      {seed, numRuns, endOnFailure: !isShown},
    );

  it('answers a stream of requests about built-in kinds as it does', async () => {
    await expectSame(
      oracleKinds.filter(({apiVersion}) => apiVersion !== 'example.com/v1'),
      120,
    );
  }, 300_000);

  it('answers a stream of requests about a custom kind as it does', async (context) => {
    if (!(await opened.servesCustomObjects()))
      context.skip('this build of kube-apiserver dies of custom objects: github.com/modern-go/reflect2/issues/24');
    await expectSame(
      oracleKinds.filter(({apiVersion}) => apiVersion === 'example.com/v1'),
      20,
    );
  }, 120_000);

  it('differs in nothing more than is named', () => {
    expect(deaths).toBeLessThan(6);
    const needed = versionDifferences.filter((one) => !one.isRare);
    expect(needed.filter((one) => !used.has(one)).map(({name}) => `strike: ${name}`)).toEqual([]);
  });
});
