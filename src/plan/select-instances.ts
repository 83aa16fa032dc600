import type {InstallConfig} from '../model/install-config.js';
import type {Release} from '../model/release.js';
import {type Step, stepKey} from '../model/step.js';
import {orderSteps} from './order-steps.js';

/** One step as this configuration asks for it. */
export interface StepInstance {
  readonly key: string;
  readonly instance: string;
  readonly step: Step;
  readonly needs: readonly string[];
  /** Key of the step whose resource contains this one's, where the plan has it. */
  readonly within: string | undefined;
  readonly title: string;
}

/**
 * The steps that a configuration and a release ask for, in order. A need that names a step's id stands
 * for all its instances; a need that nothing asks for is dropped.
 */
export function selectInstances(steps: readonly Step[], config: InstallConfig, release: Release): StepInstance[] {
  const asked = steps.flatMap((step) =>
    (step.instances === undefined ? [''] : step.instances(config, release)).map((instance) => ({
      step,
      instance,
      key: stepKey(step.id, instance),
    })),
  );
  const keysOf = new Map<string, string[]>();
  for (const {step, key} of asked) {
    keysOf.set(key, [key]);
    if (key !== step.id) keysOf.set(step.id, [...(keysOf.get(step.id) ?? []), key]);
  }
  const nodes = asked.map(({step, instance, key}) => {
    const named = [
      ...step.needs,
      ...(step.needsOf?.(instance, config, release) ?? []),
      ...(step.within === undefined ? [] : [step.within]),
    ];
    const needs = [...new Set(named.flatMap((need) => keysOf.get(need) ?? []))].filter((need) => need !== key);
    // A container with instances is the one of the same name: a key lies within its own account.
    const within = [step.within, stepKey(step.within ?? '', instance)].find(
      (candidate) => candidate !== undefined && asked.some((other) => other.key === candidate),
    );
    return {key, instance, step, needs, within, title: step.titleOf?.(instance) ?? step.title};
  });
  return orderSteps(nodes);
}
