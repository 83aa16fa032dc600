import type {InstallationDocument} from '../schema/installation-schema.js';

type Partially<T> = T extends readonly (infer Item)[]
  ? ReadonlyArray<Partially<Item>>
  : T extends object
    ? {readonly [Key in keyof T]?: Partially<T[Key]> | undefined}
    : T;

/** The configuration without the values that are wrong by themselves, so that rules about several still run. */
export type View = Partially<InstallationDocument>;
