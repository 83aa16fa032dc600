import {describe, expect, it} from 'vitest';
import {cloudRoutes} from '../../../../src/rehearsal/cloud/routes.js';
import {fillTemplate, listPlaceholders} from '../../../../src/rehearsal/incidents/fill-template.js';
import {incidents} from '../../../../src/rehearsal/incidents/incidents.js';

describe('the catalogue', () => {
  it('has forty incidents and more, each with a name of its own', () => {
    expect(incidents.length).toBeGreaterThanOrEqual(40);
    expect(new Set(incidents.map(({id}) => id)).size).toBe(incidents.length);
  });

  it.each(incidents)('$id says everything', (incident) => {
    const {id, title, cause, symptoms, truth, cure, effects, plane} = incident;
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
    for (const text of [title, cause, symptoms.google, symptoms.cluster, truth.object, ...cure])
      expect([id, text.length > 5]).toEqual([id, true]);
    expect(truth.link).toMatch(/^[a-z-]+\/[a-z0-9-]+$/);
    expect(truth.plane).toBe(plane);
    expect(cure.length).toBeGreaterThan(0);
    expect(effects.length).toBeGreaterThan(0);
    const named = listPlaceholders({effects, truth, cure, symptoms, parameters: incident.parameters});
    expect(named.filter((name) => !(name in incident.parameters))).toEqual([]);
  });

  it('aims at methods that are served', () => {
    const ids = [...cloudRoutes.map(({id}) => id), 'registry.token', 'registry.manifests.get', 'registry.blobs.get'];
    const aims = incidents.flatMap(({parameters, effects}) =>
      effects.flatMap((effect) => {
        if (effect.on !== 'cloud' || !('methods' in effect.fault)) return [];
        const usual = parameters.methods?.usual;
        return [effect.fault.methods === '{methods}' ? String(usual) : String(effect.fault.methods)];
      }),
    );
    for (const aim of aims) expect([aim, ids.some((id) => new RegExp(`^(?:${aim})$`).test(id))]).toEqual([aim, true]);
  });

  it('tells the truth of links of its own', () => {
    const links = incidents.map(({truth}) => `${truth.link}`);
    expect(new Set(links).size).toBeGreaterThanOrEqual(40);
  });
});

describe('templates', () => {
  const values = {workload: 'core/api-server', cluster: 'projects/p/locations/z/clusters/c', limit: 8};

  it('keep the type of a parameter that stands alone, and know the parts of names', () => {
    expect(fillTemplate({limit: '{limit}', text: 'at {limit}'}, values)).toEqual({limit: 8, text: 'at 8'});
    expect(fillTemplate('{workload.namespace} {workload.name}', values)).toBe('core api-server');
    expect(fillTemplate('{cluster.project} {cluster.location} {cluster.name}', values)).toBe('p z c');
  });

  it('refuse what is not there', () => {
    expect(() => fillTemplate('{other}', values)).toThrow('there is no parameter other');
    expect(() => fillTemplate('{cluster.zone}', values)).toThrow('has no zone');
  });
});
