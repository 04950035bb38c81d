import type { CountryCode } from './stores';

export interface Region {
  readonly id: number;
  readonly country: CountryCode;
  readonly code: string;
  readonly name: string;
}

const UNITED_STATES =
  'AL Alabama,AK Alaska,AZ Arizona,AR Arkansas,CA California,CO Colorado,CT Connecticut,DE Delaware,FL Florida,GA Georgia,' +
  'HI Hawaii,ID Idaho,IL Illinois,IN Indiana,IA Iowa,KS Kansas,KY Kentucky,LA Louisiana,ME Maine,MD Maryland,MA Massachusetts,' +
  'MI Michigan,MN Minnesota,MS Mississippi,MO Missouri,MT Montana,NE Nebraska,NV Nevada,NH New Hampshire,NJ New Jersey,' +
  'NM New Mexico,NY New York,NC North Carolina,ND North Dakota,OH Ohio,OK Oklahoma,OR Oregon,PA Pennsylvania,RI Rhode Island,' +
  'SC South Carolina,SD South Dakota,TN Tennessee,TX Texas,UT Utah,VT Vermont,VA Virginia,WA Washington,WV West Virginia,' +
  'WI Wisconsin,WY Wyoming';
const GERMANY =
  'BAW Baden-Württemberg,BAY Bayern,BER Berlin,BRG Brandenburg,BRE Bremen,HAM Hamburg,HES Hessen,MEC Mecklenburg-Vorpommern,' +
  'NDS Niedersachsen,NRW Nordrhein-Westfalen,RHE Rheinland-Pfalz,SAR Saarland,SAS Sachsen,SAC Sachsen-Anhalt,' +
  'SCN Schleswig-Holstein,THE Thüringen';

/** Countries without regions here (France, Britain) write theirs as free text, as shops do. */
export const REGIONS: readonly Region[] = [...parse('US', UNITED_STATES, 1), ...parse('DE', GERMANY, 79)];

function parse(country: CountryCode, list: string, firstId: number): readonly Region[] {
  return list.split(',').map((entry, index) => {
    const blank = entry.indexOf(' ');
    return { id: firstId + index, country, code: entry.slice(0, blank), name: entry.slice(blank + 1) };
  });
}

/** The regions a country has, empty when it has none. */
export const REGIONS_BY_COUNTRY: Readonly<Record<CountryCode, readonly Region[]>> = {
  US: REGIONS.filter(({ country }) => country === 'US'),
  DE: REGIONS.filter(({ country }) => country === 'DE'),
  FR: [],
  GB: [],
};
