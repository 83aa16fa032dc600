import type {Check} from '../model/finding.js';
import {apiServerAnswers} from './control-plane/api-server-answers.js';
import {containersStart} from './pods/containers-start.js';
import {containersStayUp} from './pods/containers-stay-up.js';
import {created} from './pods/created.js';
import {criticalWorkloadsServe} from './pods/critical-workloads-serve.js';
import {imagesPulled} from './pods/images-pulled.js';
import {memorySuffices} from './pods/memory-suffices.js';
import {podsReady} from './pods/ready.js';
import {rolledOut} from './pods/rolled-out.js';
import {scheduled} from './pods/scheduled.js';
import {waiversCurrent} from './waivers/waivers-current.js';

/** Every check of the doctor, from the ground up: what comes first explains what follows. */
export const doctorChecks: readonly Check[] = [
  waiversCurrent,
  apiServerAnswers,
  created,
  scheduled,
  imagesPulled,
  containersStart,
  memorySuffices,
  containersStayUp,
  podsReady,
  rolledOut,
  criticalWorkloadsServe,
];
