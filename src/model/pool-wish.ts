import type {GpuPoolConfig} from './install-config.js';

/** A GPU pool as somebody asks for it: whatever is left open is chosen. */
export interface PoolWish {
  readonly name?: string | undefined;
  /** A type or what people call it: `nvidia-tesla-t4`, `t4`. */
  readonly accelerator?: string | undefined;
  /** GPUs of each node. */
  readonly count?: number | undefined;
  readonly machineType?: string | undefined;
  readonly zones?: readonly string[] | undefined;
  /** Nodes to begin with, in each zone. */
  readonly nodes?: number | undefined;
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly spot?: boolean | undefined;
  readonly reservation?: string | undefined;
  readonly diskSizeGb?: number | undefined;
  readonly diskType?: GpuPoolConfig['diskType'];
  readonly labels?: GpuPoolConfig['labels'];
  readonly taints?: readonly string[] | undefined;
  readonly version?: string | undefined;
  readonly fallback?: readonly string[] | undefined;
  /** What it is to hold: a name of the platform’s table, or a number of parameters. */
  readonly model?: string | undefined;
}
