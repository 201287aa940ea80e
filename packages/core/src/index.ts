export { canonicalJson, CanonicalJsonError, contentHash } from './fact/content-hash.ts';
export * from './fact/fact.schema.ts';
export type {
  DerivedFact,
  Fact,
  FactData,
  FactOf,
  GivenFact,
  ScanFact,
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
} from './fact/fact-types.ts';
export { parseFact, parseGivenFact } from './fact/parse-fact.ts';
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
  lateParcel,
  not,
  openIssue,
  parcelOnTheWay,
  parcelReason,
  predicate,
  savedAtLeast,
} from './journey/condition.ts';
export type { ConsentDecision, Context, CustomerContext } from './journey/context.ts';
export { defineJourney } from './journey/define-journey.ts';
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
} from './journey/delivery-key.ts';
export { type DeliveryExplanation, explain, type Explanation } from './journey/explain.ts';
export * from './journey/instance.ts';
export * from './journey/journey.ts';
export { journeyHash } from './journey/journey-hash.ts';
export { JourneyError, parseJourney } from './journey/parse-journey.ts';
export {
  evaluatePredicates,
  type Predicate,
  PredicateMissingError,
  predicateNames,
} from './journey/predicates.ts';
export type { Verdict } from './journey/rules/rule.ts';
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
  simulate,
  type SimulatedOutcome,
  type SimulateOptions,
  type Timeline,
  type TimelineEntry,
} from './journey/simulate.ts';
export { type JourneyState, step, type Step, type StepContext, type StepInput } from './journey/step.ts';
export { type Finding, validateJourney, type ValidateOptions } from './journey/validate.ts';
export { visible } from './journey/visible.ts';
export { firstOrder } from './recipes/first-order.ts';
