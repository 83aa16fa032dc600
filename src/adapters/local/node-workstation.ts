import {access, constants, statfs} from 'node:fs/promises';
import {connect} from 'node:net';
import {hostname} from 'node:os';
import {dirname, join} from 'node:path';
import type {Environment} from '../../model/environment.js';
import type {ProxySetting, Workstation} from '../../model/ports/workstation.js';
import {findRunLockHolder} from './run-lock.js';

/** https://www.gnu.org/software/wget/manual/html_node/Proxies.html: the variables that programs agree on. */
const proxyVariables = ['HTTPS_PROXY', 'https_proxy', 'HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'all_proxy'];

const connectLimitMs = 5000;

/** Opens a connection and closes it again; the message says what came of it. */
function tryConnection(host: string, port: number): Promise<{readonly isReachable: boolean; readonly message: string}> {
  return new Promise((resolve) => {
    const socket = connect({host, port, timeout: connectLimitMs});
    const settle = (isReachable: boolean, message: string) => {
      socket.destroy();
      resolve({isReachable, message});
    };
    socket.once('connect', () => settle(true, 'accepts connections'));
    socket.once('timeout', () => settle(false, `no answer within ${connectLimitMs / 1000} s`));
    socket.once('error', (error) => settle(false, error.message));
  });
}

async function tryProxy(variable: string, value: string): Promise<ProxySetting> {
  let url: URL;
  try {
    url = new URL(value.includes('://') ? value : `http://${value}`);
  } catch {
    return {variable, url: '', isReachable: false, message: 'is no address'};
  }
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const found = await tryConnection(url.hostname.replace(/^\[|\]$/g, ''), port);
  return {variable, url: `${url.protocol}//${url.host}`, ...found};
}

/** The directory itself, or the nearest above it that is there: what is missing is made in it. */
async function findStanding(path: string): Promise<string> {
  const parent = dirname(path);
  return (await access(path).then(
    () => true,
    () => parent === path,
  ))
    ? path
    : findStanding(parent);
}

/** This machine, seen from the deployment's directory. */
export function NodeWorkstation(stateDirectory: string, environment: Environment): Workstation {
  return {
    async describeDirectory() {
      const place = await findStanding(stateDirectory);
      const isWritable = await access(place, constants.W_OK).then(
        () => true,
        () => false,
      );
      const {bavail, bsize} = await statfs(place);
      return {path: stateDirectory, isWritable, freeBytes: bavail * bsize};
    },
    listProxies() {
      const named: Array<readonly [string, string]> = proxyVariables.flatMap((variable) => {
        const value = process.env[variable];
        return value === undefined || value === '' ? [] : [[variable, value] as const];
      });
      const own: Array<readonly [string, string]> =
        environment.proxy === undefined ? [] : [['the environment’s proxy', environment.proxy]];
      return Promise.all([...named, ...own].map(([variable, value]) => tryProxy(variable, value)));
    },
    async findLockHolder() {
      const holder = findRunLockHolder(join(stateDirectory, 'lock'));
      // A run that looks before it begins holds the lock itself.
      return holder === undefined || (holder.pid === process.pid && holder.host === hostname()) ? null : holder;
    },
  };
}
