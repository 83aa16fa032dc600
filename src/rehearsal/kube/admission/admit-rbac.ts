import {checkEscalation} from '../authz/check-escalation.js';
import type {AdmissionPlugin} from './admission-plugin.js';

/** Escalation checks, where an object that grants rights is written. */
export const rbacEscalation: AdmissionPlugin = {
  validate(context, {operation, resource, user, object, oldObject, subresource}) {
    if (object && subresource === '' && (operation === 'CREATE' || operation === 'UPDATE'))
      checkEscalation(context, user, resource, object, oldObject);
  },
};
