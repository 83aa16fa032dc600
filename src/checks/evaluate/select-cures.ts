import type {Try} from '../../model/diagnostic.js';
import type {Obstacle} from '../../model/finding.js';

/** What lets a look be taken that could not be: words to ask for, or the command. `project` is where it is asked. */
export function selectCures({kind, missing}: Obstacle, project: string | undefined): readonly Try[] {
  const flag = project === undefined ? '' : ` --project=${project}`;
  switch (kind) {
    case 'permission':
      if (missing.startsWith('constraints/'))
        return [
          {
            text: 'An organization policy refuses it, whatever roles are held: ask its administrator (roles/orgpolicy.policyAdmin).',
            command: `gcloud org-policies describe ${missing.slice('constraints/'.length)}${flag} --effective`,
          },
        ];
      if (missing.startsWith('RBAC '))
        return [
          {
            text: `Have a role bound in the cluster that allows ${missing.slice('RBAC '.length)}, then look again. What is allowed now:`,
            command: 'kubectl auth can-i --list',
          },
        ];
      if (missing === 'VPC Service Controls')
        return [
          {
            text: 'A service perimeter refuses it, whatever roles are held: give its administrator the identifier in the message, or work from inside the perimeter.',
            command: 'gcloud access-context-manager perimeters list',
          },
        ];
      return [
        {
          text: `Have ${missing} granted to whoever runs this, then look again. Roles that hold it:`,
          command: `gcloud iam roles list --filter="includedPermissions:${missing}" --format="value(name)"`,
        },
      ];
    case 'api':
      return [{text: 'Have the API enabled, then look again.', command: `gcloud services enable ${missing}${flag}`}];
    case 'credentials':
      return [{text: 'Log in.', command: 'gcloud auth application-default login'}];
    case 'answer':
      return [{text: 'Look again: there was no answer, which says nothing about what is asked.'}];
    case 'configuration':
      return [{text: 'Name the configuration of the deployment: --config shakinstall.yaml.'}];
    case 'fault':
      return [{text: 'Report this with the facts of this look: it is a fault of shakinstall’s.'}];
  }
}
