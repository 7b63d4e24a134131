// The library door.

export { type Configuration, defineConfig } from './model/configuration.ts'
export type { Claim, Lab, Scenario, Step, Variant } from './model/scenario.ts'
