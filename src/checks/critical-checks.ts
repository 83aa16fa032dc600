import type {Check} from '../model/finding.js';
import {issuersReady} from './certificates/issuers-ready.js';
import {apiServerAnswers} from './control-plane/api-server-answers.js';
import {webhooksAnswer} from './istio/webhooks-answer.js';
import {installationJobsComplete} from './jobs/installation-jobs-complete.js';
import {nodesReady} from './nodes/nodes-ready.js';
import {containersStart} from './pods/containers-start.js';
import {containersStayUp} from './pods/containers-stay-up.js';
import {created} from './pods/created.js';
import {criticalWorkloadsServe} from './pods/critical-workloads-serve.js';
import {imagesPulled} from './pods/images-pulled.js';
import {memorySuffices} from './pods/memory-suffices.js';
import {podsReady} from './pods/ready.js';
import {rolledOut} from './pods/rolled-out.js';
import {scheduled} from './pods/scheduled.js';
import {dashboardAnswers} from './road/dashboard-answers.js';
import {realmAnswers} from './road/realm-answers.js';

/** What has to pass before a change of the platform counts as done: that it runs, and that people get in. */
export const criticalChecks: readonly Check[] = [
  apiServerAnswers,
  nodesReady,
  created,
  scheduled,
  imagesPulled,
  containersStart,
  containersStayUp,
  memorySuffices,
  podsReady,
  rolledOut,
  criticalWorkloadsServe,
  installationJobsComplete,
  issuersReady,
  webhooksAnswer,
  dashboardAnswers,
  realmAnswers,
];
