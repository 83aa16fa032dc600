import type {Identity} from '../../model/ports/local.js';
import type {Probe} from './probe.js';

/** Who the operator's calls are made as. */
export const identityProbe: Probe<Awaited<ReturnType<Identity['describe']>>> = {
  id: 'identity',
  collect: ({ports}) => ports.identity.describe(),
};
