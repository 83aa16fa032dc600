import type {CloudContext} from '../cloud-context.js';
import type {ServiceAccountState} from '../cloud-state.js';
import type {Call, Reply} from '../http/call.js';
import {reply} from '../http/call.js';
import {CloudRefusal} from '../http/cloud-refusal.js';
import type {Json} from '../json.js';
import {drawBetween} from '../operations/draw-between.js';
import {drawDecimalId, drawEtag} from '../operations/draw-id.js';
import {checkAccountPolicy} from '../orgpolicy/refuse-by-policy.js';
import {findProject} from '../resourcemanager/find-project.js';
import {isSameEtag} from './is-same-etag.js';

/** https://cloud.google.com/iam/docs/service-accounts-create */
const validAccountId = /^[a-z]([a-z0-9-]{4,28})[a-z0-9]$/;

/** A project holds 100 service accounts unless more are granted: https://cloud.google.com/iam/quotas */
const accountsPerProject = 100;

/** https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts */
function formatServiceAccount(account: ServiceAccountState): Json {
  return {
    name: `projects/${account.projectId}/serviceAccounts/${account.email}`,
    projectId: account.projectId,
    uniqueId: account.uniqueId,
    email: account.email,
    ...(account.displayName && {displayName: account.displayName}),
    etag: account.etag,
    ...(account.description && {description: account.description}),
    oauth2ClientId: account.uniqueId,
    ...(account.isDisabled && {disabled: true}),
  };
}

/** The account of a path, by e-mail or unique id; 404 while it is not yet visible everywhere. */
export function selectServiceAccount(context: CloudContext, emailOrId: string): ServiceAccountState {
  const account =
    context.state.serviceAccounts[emailOrId] ??
    Object.values(context.state.serviceAccounts).find((other) => other.uniqueId === emailOrId);
  if (account && account.visibleAtMs <= context.clock.now()) return account;
  throw new CloudRefusal(404, 'Unknown service account');
}

export function createServiceAccount(call: Call): Reply {
  const {context, body} = call;
  const project = findProject(context.state, call.params.project ?? '')!;
  const accountId = String(body.accountId ?? '');
  if (!validAccountId.test(accountId)) {
    throw new CloudRefusal(
      400,
      `${accountId} does not have a length between 6 and 30 or does not match the pattern [a-z]([-a-z0-9]*[a-z0-9]).`,
    );
  }
  checkAccountPolicy(context, project.projectId, `projects/${project.projectId}`, 'account');
  const email = `${accountId}@${project.projectId}.iam.gserviceaccount.com`;
  if (context.state.serviceAccounts[email]) {
    throw new CloudRefusal(
      409,
      `Service account ${accountId} already exists within project projects/${project.projectId}.`,
    );
  }
  const own = Object.values(context.state.serviceAccounts).filter((account) => account.projectId === project.projectId);
  if (own.length >= accountsPerProject) {
    throw new CloudRefusal(
      429,
      `A quota has been reached for project number ${project.projectNumber}: Service accounts per project.`,
    );
  }
  const account: ServiceAccountState = {
    email,
    projectId: project.projectId,
    uniqueId: `1${drawDecimalId(context, 20)}`,
    ...(body.serviceAccount?.displayName && {displayName: body.serviceAccount.displayName}),
    ...(body.serviceAccount?.description && {description: body.serviceAccount.description}),
    etag: drawEtag(context),
    isDisabled: false,
    visibleAtMs: context.clock.now() + drawBetween(context, 1_000, 12_000),
  };
  context.state.serviceAccounts[email] = account;
  return reply(formatServiceAccount(account));
}

export function readServiceAccount(call: Call): Reply {
  return reply(formatServiceAccount(selectServiceAccount(call.context, call.params.account ?? '')));
}

export function listServiceAccounts(call: Call): Reply {
  const project = findProject(call.context.state, call.params.project ?? '');
  const nowMs = call.context.clock.now();
  const all = Object.values(call.context.state.serviceAccounts).filter(
    (account) => account.projectId === project?.projectId && account.visibleAtMs <= nowMs,
  );
  const size = Math.min(100, Number(call.query.get('pageSize') || 20));
  const start = Number(call.query.get('pageToken') || 0);
  const accounts = all.slice(start, start + size).map(formatServiceAccount);
  return reply({
    ...(accounts.length > 0 && {accounts}),
    ...(start + size < all.length && {nextPageToken: String(start + size)}),
  });
}

/** `serviceAccounts.patch` answers only what was changed, as the real one does. */
export function patchServiceAccount(call: Call): Reply {
  const account = selectServiceAccount(call.context, call.params.account ?? '');
  const wanted: Json = call.body.serviceAccount ?? {};
  if (wanted.etag && !isSameEtag(wanted.etag, account.etag))
    throw new CloudRefusal(409, 'There were concurrent changes to the service account.', {
      status: 'ABORTED',
      reason: 'aborted',
    });
  const mask = String(call.body.updateMask ?? '').split(',');
  if (mask.includes('display_name') || mask.includes('displayName')) account.displayName = wanted.displayName ?? '';
  if (mask.includes('description')) account.description = wanted.description ?? '';
  account.etag = drawEtag(call.context);
  return reply({
    name: `projects/${account.projectId}/serviceAccounts/${account.email}`,
    ...(wanted.displayName && {displayName: wanted.displayName}),
    ...(wanted.description && {description: wanted.description}),
  });
}

/** `enable` and `disable`, told apart by the method id. */
export function switchServiceAccount(call: Call): Reply {
  selectServiceAccount(call.context, call.params.account ?? '').isDisabled = call.route.id.endsWith('.disable');
  return reply({});
}

export function deleteServiceAccount(call: Call): Reply {
  const {state} = call.context;
  const {email} = selectServiceAccount(call.context, call.params.account ?? '');
  delete state.serviceAccounts[email];
  for (const key of Object.values(state.keys)) if (key.email === email) delete state.keys[key.name];
  for (const policy of Object.values(state.policies)) {
    for (const grant of Object.keys(policy.grants))
      if (grant.endsWith(`|serviceAccount:${email}`)) delete policy.grants[grant];
  }
  return reply({});
}
