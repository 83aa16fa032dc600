import type {CloudFailure} from '../../model/cloud-failure.js';
import type {Obstacle} from '../../model/finding.js';

/** What a refused or failed call says was missing for a look. */
export function selectObstacle(failure: CloudFailure): Obstacle {
  const {kind, permission, service, action, message} = failure;
  switch (kind) {
    case 'permission':
      return {kind: 'permission', missing: permission ?? action, message};
    case 'service-disabled':
      return {kind: 'api', missing: service ?? action, message};
    case 'unauthenticated':
      return {kind: 'credentials', missing: 'credentials', message};
    default:
      return {kind: 'answer', missing: action, message};
  }
}
