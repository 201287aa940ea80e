import { cruise, type IForbiddenRuleType, type IReporterOutput } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { paint, root } from './steps.mjs';

/** Everything in a package but its tests and what only they use. */
const unshipped = '\\.(test|bench|testing)\\.ts$|/(testing|bench)/';
const shipped = (name: string) => ({ path: `^packages/${name}/src/`, pathNot: unshipped });

/** Which of our packages a package may import: `contract ← client ← widgets`, `contract ← core ← server`, `core ← cli`. */
const arrows: Record<string, readonly string[]> = {
  contract: [],
  core: ['contract'],
  client: ['contract'],
  widgets: ['contract', 'client'],
  server: ['contract', 'core'],
  cli: ['contract', 'core'],
};

const arrow = ([name, targets]: [string, readonly string[]]): IForbiddenRuleType => ({
  name: `arrows-${name}`,
  comment: `packages/${name} imports ${targets.length === 0 ? 'no other package' : `only ${targets.join(', ')}`} of ours.`,
  severity: 'error',
  from: shipped(name),
  to: { path: '^packages/', pathNot: `^packages/(${[name, ...targets].join('|')})/` },
});

/** Rules that types must keep as well as code. */
const everyImport: IForbiddenRuleType[] = [
  ...Object.entries(arrows).map(arrow),
  {
    name: 'few-need-node',
    comment: 'Everything but the server and the command line also runs in the browser.',
    severity: 'error',
    from: shipped('(contract|core|client|widgets)'),
    to: { dependencyTypes: ['core'] },
  },
  {
    name: 'by-name',
    comment: 'Packages reach each other by name, through an entry.',
    severity: 'error',
    from: { path: '^(packages|examples)/([^/]+)/' },
    to: { path: '^packages/', pathNot: '^packages/$2/', dependencyTypes: ['local'] },
  },
  {
    name: 'no-tests-in-code',
    comment: 'What is shipped does not import tests.',
    severity: 'error',
    from: { path: '^(packages|examples)/', pathNot: '\\.(test|bench|testing)\\.ts$|/(testing|e2e)/' },
    to: { path: '\\.(test|bench|testing)\\.ts$|^packages/.*/testing/' },
  },
  {
    name: 'nothing-from-examples',
    comment: 'Packages do not know the examples.',
    severity: 'error',
    from: { path: '^packages/' },
    to: { path: '^examples/' },
  },
  {
    name: 'resolvable',
    comment: 'Every import leads somewhere.',
    severity: 'error',
    from: { path: '^(packages|examples|scripts)/' },
    to: { couldNotResolve: true },
  },
  {
    name: 'declared',
    comment: "What a package imports stands in its own package.json's dependencies.",
    severity: 'error',
    from: { path: '^packages/', pathNot: `${unshipped}|\\.config\\.(ts|mjs)$` },
    to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown', 'npm-dev'], dependencyTypesNot: ['type-only'] },
  },
];

/** Rules about what runs: imports of types alone are gone. */
const everyRuntimeImport: IForbiddenRuleType[] = [
  {
    name: 'no-cycles',
    comment: 'Files do not import each other in circles.',
    severity: 'error',
    from: { path: '^(packages|examples|scripts)/' },
    to: { circular: true },
  },
  {
    name: 'views-without-zod',
    comment: 'The views run in the widgets: no path from @post-purchase/contract/view leads to zod.',
    severity: 'error',
    from: { path: '^packages/contract/src/view\\.ts$' },
    to: { path: 'node_modules/zod/', reachable: true },
  },
  {
    name: 'widgets-use-views-only',
    comment: 'Of the contract, widgets run only the entry `view`; schemas come with the data client.',
    severity: 'error',
    from: shipped('widgets'),
    to: { path: '^packages/contract/', pathNot: '^packages/contract/src/view\\.ts$' },
  },
  {
    name: 'data-client-on-demand',
    comment: 'Widgets fetch the data client with import(), by way of one file, apart from what paints first.',
    severity: 'error',
    from: {
      path: '^packages/widgets/src/',
      pathNot: `${unshipped}|^packages/widgets/src/data/client-transport\\.ts$`,
    },
    to: {
      path: '^packages/(client/|widgets/src/data/client-transport\\.ts$)',
      dependencyTypesNot: ['dynamic-import'],
    },
  },
];

/**
 * Checks which file may import which: the arrows between the packages, what runs in the browser, no circles. Prints the violations and sets
 * the exit code.
 */
async function check(title: string, forbidden: IForbiddenRuleType[], tsPreCompilationDeps: boolean) {
  const { output, exitCode }: IReporterOutput = await cruise(
    ['packages', 'examples', 'scripts'],
    {
      baseDir: root,
      validate: true,
      ruleSet: { forbidden },
      tsPreCompilationDeps,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '(^|/)(dist|cdn|\\.data)/' },
      outputType: 'err',
    },
    {
      conditionNames: ['@post-purchase/source', 'import', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.mjs', '.js', '.d.ts', '.json'],
    },
    { tsConfig: extractTSConfig(`${root}/tsconfig.json`) },
  );
  console.log(paint('bold', title), output);
  if (exitCode !== 0) process.exitCode = 1;
}

await check('Every import', everyImport, true);
await check('Every import that runs', everyRuntimeImport, false);
