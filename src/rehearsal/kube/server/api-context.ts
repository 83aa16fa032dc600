import type {VirtualClock} from '../../clock/virtual-clock.js';
import type {Admission} from '../admission/admission-attributes.js';
import type {Authorizer} from '../authz/create-authorizer.js';
import type {Open} from '../object/kube-object.js';
import type {Registry} from '../registry/create-registry.js';
import type {ObjectStore} from '../store/object-store.js';
import type {LogRequest, WebhookTarget} from './api-server-options.js';
import type {ApiUser} from './api-types.js';

/** What every handler works with. */
export interface ApiContext {
  readonly store: ObjectStore;
  readonly registry: Registry;
  readonly clock: VirtualClock;
  readonly admission: Admission;
  /** Minor version of Kubernetes 1, which decides what is served. */
  readonly minor: number;
  /** The range that Services take their addresses from. */
  readonly serviceCidr: string;
  /** Host and port the server answers at, as discovery reports them. */
  endpoint(): string;
  /** What `/version` answers. */
  version(): Readonly<Record<string, string>>;
  /** The PEM key that signs the tokens of service accounts. */
  tokenKey(): string;
  /** The log of a container; undefined where no kubelet answers. */
  readLog(request: LogRequest): string | undefined;
  readonly authorizer: Authorizer;
  /** Who a bearer token belongs to that is no service account's. */
  authenticate(token: string): ApiUser | undefined;
  /** Calls an admission webhook over the network that the cluster has. */
  callWebhook(target: WebhookTarget, review: Open): Promise<Open>;
  /** Seeded; uniform in [0, 1). */
  random(): number;
}

/** The second that was formatted last: there are many writes in each. */
let lastSecond = {epoch: Number.NaN, text: ''};

/** The clock's moment as Kubernetes writes times: whole seconds, UTC. */
export function formatNow({clock}: Pick<ApiContext, 'clock'>): string {
  const epoch = Math.floor(clock.now() / 1000);
  if (epoch !== lastSecond.epoch) lastSecond = {epoch, text: `${new Date(epoch * 1000).toISOString().slice(0, 19)}Z`};
  return lastSecond.text;
}

/** A random UUID of version 4. */
export function createUid({random}: Pick<ApiContext, 'random'>): string {
  let digits = '';
  for (let index = 0; index < 32; index += 1) {
    const digit = index === 12 ? 4 : index === 16 ? 8 + Math.floor(random() * 4) : Math.floor(random() * 16);
    digits += '0123456789abcdef'[digit];
  }
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

/** Letters and digits of generated names: no vowels, so no words. */
const nameAlphabet = 'bcdfghjklmnpqrstvwxz2456789';

/** `base` with five random characters; a base that would grow too long is cut. */
export function createGeneratedName({random}: Pick<ApiContext, 'random'>, base: string): string {
  const suffix = Array.from({length: 5}, () => nameAlphabet[Math.floor(random() * nameAlphabet.length)]).join('');
  return `${base.slice(0, 58)}${suffix}`;
}
