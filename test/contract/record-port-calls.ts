import type {Ports} from '../../src/model/ports/ports.js';

/** A call of a port's method. */
export interface PortCall {
  readonly port: string;
  readonly method: string;
  readonly args: readonly unknown[];
}

/** The same ports, with every call noted. */
export function recordPortCalls(ports: Ports, calls: PortCall[]): Ports {
  const entries = Object.entries(ports).map(([port, methods]) => [
    port,
    new Proxy(methods as object, {
      get(target, method) {
        const member: unknown = Reflect.get(target, method);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]) => {
          calls.push({port, method: String(method), args});
          return Reflect.apply(member, target, args);
        };
      },
    }),
  ]);
  return Object.fromEntries(entries) as Ports;
}
