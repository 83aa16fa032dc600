import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {loadConfig} from '../../config/load-config.js';
import {replaceGpuPool} from '../../config/replace-gpu-pool.js';
import {isErrorDiagnostic} from '../../model/diagnostic.js';
import {DiagnosticError} from '../../model/diagnostic-error.js';
import type {GpuPoolConfig} from '../../model/install-config.js';
import {exitCodes} from '../exit-codes.js';
import {packageRoot} from '../package-root.js';
import type {LadderOutcome} from './climb-ladder.js';
import type {PoolWorkspace} from './open-pool-workspace.js';

const usualDiskGb = 100;

/** A pool as somebody would write it: what is usual is left out. */
export function selectPoolEntry(pool: GpuPoolConfig, location: string): Readonly<Record<string, unknown>> {
  const {name, accelerator, count, machineType, zones, autoscaling, nodes, spot, diskSizeGb, surge} = pool;
  const isHome = zones.length === 1 && zones[0] === location;
  const entry = {
    name,
    accelerator,
    count,
    machineType,
    zones: isHome ? undefined : [...zones],
    autoscaling: {...autoscaling},
    nodes: nodes === autoscaling.min ? undefined : nodes,
    spot: spot || undefined,
    reservation: pool.reservation,
    diskSizeGb: diskSizeGb === usualDiskGb ? undefined : diskSizeGb,
    diskType: pool.diskType,
    labels: pool.labels,
    taints: pool.taints,
    version: pool.version,
    surge: surge === 0 ? 0 : undefined,
    fallback: pool.fallback,
  };
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined));
}

/** Throws unless there is a file that can be written into; asked before anything is done. */
export async function requireConfigFile({configPath}: PoolWorkspace): Promise<void> {
  const isOwn = configPath.startsWith(join(packageRoot, 'templates'));
  const text = isOwn ? undefined : await readFile(configPath, 'utf8').catch(() => undefined);
  if (text !== undefined) return;
  throw new DiagnosticError([
    {
      code: 'SHK_GPU_E2017',
      summary: 'There is no configuration to write the pool into.',
      detail: isOwn ? 'the rehearsal’s own configuration is a part of this program' : `${configPath} is not there`,
      field: '--write-config',
      tries: [
        {
          text: 'Name a file of your own.',
          command: 'shakinstall gpu-pool add --config shakinstall.yaml --write-config',
        },
      ],
      blame: 'user',
    },
  ]);
}

/** Writes a pool into the configuration, or takes it out; false where the file says it already. */
export async function writePoolBack(
  {configPath, ports, subject}: PoolWorkspace,
  name: string,
  pool: GpuPoolConfig | undefined,
): Promise<boolean> {
  const text = await readFile(configPath, 'utf8');
  const entry = pool === undefined ? undefined : selectPoolEntry(pool, subject.config.location);
  const next = replaceGpuPool(text, name, entry);
  if (next === text) return false;
  // A file that could not be read again is not written.
  const errors = loadConfig({files: [{path: configPath, text: next}], environment: process.env}).diagnostics.filter(
    isErrorDiagnostic,
  );
  const before = loadConfig({files: [{path: configPath, text}], environment: process.env}).diagnostics;
  if (errors.length > before.filter(isErrorDiagnostic).length) throw new DiagnosticError(errors);
  const {mode = 0o644} = (await ports.operator.files.stat(configPath)) ?? {};
  await ports.operator.files.write(configPath, next, {mode: mode & 0o777});
  return true;
}

/** Writes the pools that came to stand; false where the file says all of them already. */
export async function writeOutcomes(workspace: PoolWorkspace, outcomes: readonly LadderOutcome[]): Promise<boolean> {
  let isWritten = false;
  // One after the other: each reads what the one before has written.
  for (const {exitCode, pool} of outcomes)
    if (exitCode === exitCodes.ok) isWritten = (await writePoolBack(workspace, pool.name, pool)) || isWritten;
  return isWritten;
}
