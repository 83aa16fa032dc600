import type {Check, Facts} from '../../model/finding.js';
import {about} from '../about.js';
import {formatMember} from '../iam/grant-commands.js';
import {identityProbe} from '../probes/identity-probe.js';
import {projectProbe} from '../probes/project-probe.js';
import {readFact} from '../read-fact.js';

/** What was refused with these words, whatever permission it asked for. */
const listRefused = (facts: Facts, words: RegExp): readonly string[] =>
  Object.values(facts).flatMap((fact) => (fact.state === 'unknown' && words.test(fact.message) ? fact.missing : []));

export const projectUsable: Check = {
  id: 'project/project-usable',
  title: 'The project is there and active, or is this plan’s to create',
  why: 'A project that is being deleted keeps its id for 30 days and takes nothing in. One that somebody else made is not installed into by accident.',
  docs: 'https://cloud.google.com/resource-manager/docs/creating-managing-projects',
  runbook: '1',
  probes: [projectProbe, identityProbe],
  needs: ['credentials/identity-present'],
  evaluate({facts, config}) {
    const {id, mode, organization, folder} = config.project;
    const found = readFact(facts, projectProbe);
    const identity = readFact(facts, identityProbe);
    const member = formatMember(identity.state === 'present' ? identity.email : 'unknown');
    const project = about({
      resource: `project ${id}`,
      expected: mode === 'create' ? 'an id that is free, or a project of this deployment' : 'an active project',
      evidence: `gcloud projects describe ${id}`,
    });
    if (found === null && mode === 'create') {
      const parent =
        folder !== undefined
          ? `folder ${folder}`
          : organization !== undefined
            ? `organization ${organization}`
            : 'no parent';
      return [
        project.skip(
          `to be created in ${parent}. Whether the id is free only its creation tells: Google answers alike to an id that nobody has and to one of somebody else’s`,
        ),
      ];
    }
    if (found === null)
      return [
        project.fail(
          'not found: there is none of that id, or the account in use may not see it; Google answers both alike',
          [
            {
              text: 'Check project.id. Where it is right, ask an owner of the project for the permission to see it:',
              command: `gcloud projects add-iam-policy-binding ${id} --member=${member} --role=roles/browser --condition=None`,
            },
            {text: 'To have it created, set project.mode: create.'},
          ],
          ['resourcemanager.projects.get'],
        ),
      ];
    if (found.lifecycle === 'DELETE_REQUESTED')
      return [
        project.fail(
          'marked for deletion: it takes nothing in, and keeps its id for 30 days',
          [{text: 'Restore it, or choose another project.id.', command: `gcloud projects undelete ${id}`}],
          listRefused(facts, /has been deleted/),
        ),
      ];
    if (found.lifecycle !== 'ACTIVE')
      return [
        project.unknown('the answer does not say whether it is active', {
          kind: 'answer',
          missing: 'projects.get',
          message: 'the project’s state is missing from the answer',
        }),
      ];
    const owner = found.labels['shakinstall-deployment'];
    if (mode === 'create' && owner !== config.deployment)
      return [
        project.fail(
          `exists already${owner === undefined ? ' and was not created by this deployment' : `, created by deployment ${owner}`}`,
          [{text: 'To install into it, set project.mode: existing. Otherwise choose another project.id.'}],
        ),
      ];
    return [project.pass(`active, number ${found.number}`)];
  },
};
