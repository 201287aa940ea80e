export { canonicalJson, CanonicalJsonError, contentHash } from './fact/content-hash.ts';
export * from './fact/fact.schema.ts';
export type {
  DerivedFact,
  Fact,
  FactData,
  FactOf,
  GivenFact,
  ScanFact,
  ShopFact,
  TouchpointFact,
} from './fact/fact.ts';
export { FactError, type FactErrorCode } from './fact/fact-error.ts';
export * from './fact/fact-id.ts';
export {
  DERIVED_FACT_TYPES,
  type DerivedFactType,
  FACT_TYPES,
  type FactType,
  type GivenFactType,
  SCAN_TYPES,
  type ScanType,
  type ShopEvents,
  type ShopEventType,
} from './fact/fact-types.ts';
export { parseFact, parseGivenFact, type ParseGivenFactOptions } from './fact/parse-fact.ts';
export {
  checkShopEventType,
  isShopEventType,
  ShopEventError,
  type ShopEventErrorCode,
  type ShopEventSchemas,
} from './fact/shop-events.ts';
export type { Json } from './json.ts';
export { addFacts } from './order/add-facts.ts';
export { derive, type DeriveContext } from './order/derive.ts';
export { findParcel } from './order/find-parcel.ts';
export { hasOpenIssue } from './order/issues.ts';
export * from './order/order-facts.ts';
export { normalizeNumber, parcelName, trackingName } from './order/parcel-names.ts';
export * from './policy/policy.ts';
export { savingsOf } from './savings/savings.ts';
export { zoneOfCountry } from './time/country-zone.ts';
export { addDays, atLocalTime, localDateTime, localDay, momentToInstant } from './time/local-time.ts';
export { recipientZone } from './time/recipient-zone.ts';
export { isValidZone } from './time/zone.ts';
export { actorFor } from './tracking/actor.ts';
export { type Carrier, readCarrier } from './tracking/carrier.ts';
export { aftershipTracking } from './tracking/crosswalk/aftership.ts';
export {
  type Crosswalk,
  crosswalk,
  type CrosswalkRow,
  type TrackingMeaning,
} from './tracking/crosswalk/crosswalk.ts';
export { shopifyTracking } from './tracking/crosswalk/shopify.ts';
export { isLate, lateFrom } from './tracking/late.ts';
export { isComing, isOnTheWay } from './tracking/on-the-way.ts';
export { parcelProgress, type Progress } from './tracking/progress.ts';
export { scanType } from './tracking/scan-type.ts';
export {
  type Advance,
  advance,
  type Trace,
  type TraceEntry,
  type UntriggeredTouchpoint,
} from './journey/advance.ts';
export {
  all,
  any,
  type Condition,
  firstOrderOfCustomer,
  lateParcel,
  not,
  openIssue,
  ordered,
  parcelOnTheWay,
  parcelReason,
  predicate,
  savedAtLeast,
} from './journey/condition.ts';
export {
  type ConsentDecision,
  type LedgerEntry,
  type Context,
  type CustomerContext,
  type Entered,
  GUEST,
} from './journey/context.ts';
export { defineJourney } from './journey/define-journey.ts';
export {
  type Change,
  type ComparedVersion,
  diffJourneys,
  type JourneyDiff,
  type TouchpointDiff,
} from './journey/diff.ts';
export {
  deliveryKey,
  type DeliveryName,
  instanceId,
  occurrenceKey,
  ORDER_OCCURRENCE,
  parcelOccurrence,
  parcelOfOccurrence,
  parseDeliveryKey,
  parseOccurrenceKey,
  repeatOccurrence,
  repeatOf,
} from './journey/delivery-key.ts';
export { type DeliveryExplanation, explain, type Explanation } from './journey/explain.ts';
export * from './journey/instance.ts';
export * from './journey/journey.ts';
export { journeyHash } from './journey/journey-hash.ts';
export { asDecided } from './journey/lineage.ts';
export { migrate, MigrationError } from './journey/migrate.ts';
export { currentTouchpoint } from './journey/occurrences.ts';
export { JourneyError, parseJourney } from './journey/parse-journey.ts';
export {
  evaluatePredicates,
  type Predicate,
  PredicateAnswerError,
  PredicateMissingError,
  predicateNames,
} from './journey/predicates.ts';
export { interrupts } from './journey/rules/interrupts.ts';
export type { Verdict } from './journey/rules/rule.ts';
export { createReplay, type PastOrder, type Replay, type ReplayOptions } from './journey/replay.ts';
export type { Hold, ReplayedDelivery, ReplayedOrder } from './journey/replayed-order.ts';
export {
  SAMPLE_ORDER,
  sampleOrder,
  type SampleOrderOptions,
  sampleScan,
  type SampleScanOptions,
  sampleShipment,
  type SampleShipmentOptions,
} from './journey/sample-order.ts';
export {
  isScenarioName,
  type Scenario,
  scenario,
  type ScenarioName,
  type ScenarioOptions,
  SCENARIOS,
  type ScenarioSurroundings,
  simulateScenario,
} from './journey/scenarios/scenario.ts';
export type { StoryOrder } from './journey/scenarios/story.ts';
export { diffMarkdown, diffTable } from './journey/sheet/diff-sheet.ts';
export { explanationMarkdown, explanationTable } from './journey/sheet/explanation-sheet.ts';
export type { TextOptions } from './journey/sheet/plain-text.ts';
export { type TimelineDetail, timelineMarkdown, timelineTable } from './journey/sheet/timeline-sheet.ts';
export {
  simulate,
  type SimulatedOutcome,
  type SimulatedOutcomes,
  type SimulateOptions,
} from './journey/simulate.ts';
export type { Timeline, TimelineDelivery, TimelineEntry } from './journey/timeline.ts';
export { SimulationError, type SimulationErrorCode } from './journey/simulation-error.ts';
export { type JourneyState, step, type Step, type StepContext, type StepInput } from './journey/step.ts';
export { type Finding, validateJourney, type ValidateOptions } from './journey/validate.ts';
export {
  DEFINITION_SCHEMA,
  INSTANCE_SCHEMA,
  SchemaError,
  upcastDefinition,
  upcastInstance,
} from './journey/upcast.ts';
export { visible } from './journey/visible.ts';
export { appliance } from './recipes/appliance.ts';
export { firstOrder } from './recipes/first-order.ts';
export { parcelService } from './recipes/parcel-service.ts';
export { pharmacy } from './recipes/pharmacy.ts';
export { repeatOrder } from './recipes/repeat-order.ts';
export { treatAfterTheBill } from './recipes/treat-after-the-bill.ts';
