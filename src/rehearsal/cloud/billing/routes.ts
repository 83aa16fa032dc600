import type {Handler, Route, Verb} from '../http/call.js';
import {readIamPolicy, testIamPermissions, writeIamPolicy} from '../resourcemanager/iam-methods.js';
import {listBillingAccounts, readBillingAccount, readBillingInfo, updateBillingInfo} from './billing-methods.js';

const service = 'cloudbilling.googleapis.com';
const onAccount: Route['resource'] = (params) => `billingAccounts/${params.account}`;

function route(
  id: string,
  verb: Verb,
  path: string,
  permissions: readonly string[],
  handler: Handler,
  resource?: Route['resource'],
): Route {
  return {
    service,
    id: `cloudbilling.${id}`,
    verb,
    path: `/v1${path}`,
    permissions,
    handler,
    ...(resource && {resource}),
  };
}

/** https://cloud.google.com/billing/docs/reference/rest */
export const billingRoutes: readonly Route[] = [
  route('billingAccounts.list', 'GET', '/billingAccounts', [], listBillingAccounts),
  route(
    'billingAccounts.get',
    'GET',
    '/billingAccounts/{account}',
    ['billing.accounts.get'],
    readBillingAccount,
    onAccount,
  ),
  route(
    'billingAccounts.getIamPolicy',
    'GET',
    '/billingAccounts/{account}:getIamPolicy',
    ['billing.accounts.getIamPolicy'],
    readIamPolicy,
    onAccount,
  ),
  route(
    'billingAccounts.setIamPolicy',
    'POST',
    '/billingAccounts/{account}:setIamPolicy',
    ['billing.accounts.setIamPolicy'],
    writeIamPolicy,
    onAccount,
  ),
  route(
    'billingAccounts.testIamPermissions',
    'POST',
    '/billingAccounts/{account}:testIamPermissions',
    [],
    testIamPermissions,
    onAccount,
  ),
  route(
    'projects.getBillingInfo',
    'GET',
    '/projects/{project}/billingInfo',
    ['resourcemanager.projects.get'],
    readBillingInfo,
  ),
  route('projects.updateBillingInfo', 'PUT', '/projects/{project}/billingInfo', [], updateBillingInfo),
];
