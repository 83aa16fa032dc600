import {requireProject} from './is-project-to-create.js';
import {type Look, look} from './look.js';
import type {Probe} from './probe.js';

export interface ServicesFact {
  readonly asked: readonly string[];
  readonly enabled: readonly string[];
  readonly mayEnable: Look<boolean>;
  /** Whether the project can use APIs that cost. */
  readonly isBilled: Look<boolean>;
}

/** Which of the plan's APIs are enabled, and whether the others can be. */
export const servicesProbe: Probe<ServicesFact> = {
  id: 'services',
  async collect({config, ports, needs}) {
    await requireProject(ports, config);
    const {id} = config.project;
    const asked = needs.services;
    const permission = 'serviceusage.services.enable';
    const [enabled, mayEnable, isBilled] = await Promise.all([
      ports.services.listEnabled(id, asked),
      look(ports.policies.test({kind: 'project', id}, [permission]).then((granted) => granted.has(permission))),
      look(ports.projects.getBilling(id).then(({isEnabled}) => isEnabled)),
    ]);
    return {asked, enabled: [...enabled].sort(), mayEnable, isBilled};
  },
};
