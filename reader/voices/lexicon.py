"""The hand-kept word lists behind the names: what makes an organisation, a place, a title, an ordinary word."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Heads of organisations' names. "Bank of England", "Ministry of Defence": also in front of "of" and "for".
ORG_NOUNS = _words(
    """Academy Administration Agency Airlines Airways Alliance Army Assembly Associates Association Authority
    Aviation Band Bancorp Bank Banking Bar Battalion Board Brewery Brewing Brigade Broadcasting Brotherhood
    Brothers Bros Bundestag Bureau Cabinet Campaign Caucus Center Centre Chamber Church Circuit Club Coalition
    Collective College Command Commission Committee Communications Companies Company Confederation Conference
    Congress Consortium Constabulary Consulting Corp Corp. Corporation Corps Council Court Courts Daily Defence
    Defense Department Departments Directorate Division Electronics Embassy Energy Enterprise Enterprises
    Entertainment Exchange Federation Fellowship Financial Firm Fleet Force Forces Forum Foundation Front Fund
    Futures Gazette Government Group Guard Guild Healthcare Herald Holding Holdings Hospital Hospitals House Inc
    Inc. Industries Initiative Institute Institution Institutes Insurance Intelligence International Investments
    Investors Journal Judiciary Junta Knesset Laboratories Laboratory Labs League Legion Legislature Limited LLC
    LLP Logistics Ltd Ltd. Magazine Management Media Methodist Militia Ministry Mission Monitor Motor Motors
    Movement NV N.V. Navy Network Networks News Newspaper Newspapers Office Oil Orchestra Organisation
    Organization Parliament Partners Partnership Party Patrol Petroleum Pharma Pharmaceutical Pharmaceuticals
    PLC Plc plc Police Post Power Press Productions Program Programme Prosecutor Publishers Publishing Radio
    Railroad Railway Railways Records Regiment Registry Republicans Reserve Resources S.A. SA Savings School
    Schools Secretariat Securities Senate Service Services Society Software Solidarity Squad Squadron Stores
    Studios Syndicate Systems Taskforce Team Technologies Technology Telecom Telegraph Television Times Tribunal
    Tribune Troops Trust Union Unit United Universities University Veterans Watch Workers AG GmbH SpA S.p.A. Oyj
    ASA BV B.V. Co Co. Cos Cos. KG SE Sdn Bhd Pty Observatory Congregation Diocese Archdiocese Treasury
    Democrats Greens Tories Commons Lords Airforce Airline Refinery Factory Bakery Telecommunications
    Semiconductor Semiconductors Biotech Therapeutics Biosciences Sciences Steel Mining Mines Gas Electric
    Electricity Chemicals Chemical Foods Brands Capital Equity Ventures Advisors Advisers Assets Realty
    Properties Retail Supermarkets Markets Cement Gold Metals Shipping Ombudsman Inspectorate Directorates Junta
    Choir Ballet Opera Symphony Library Libraries Archives Zoo Rovers Wanderers Athletic Albion Rangers Villa
    Hotspur FC F.C. Sox Yankees Mets Giants Dodgers Padres Cubs Cardinals Braves Reds Pirates Astros Rockies
    Marlins Phillies Expos Brewers Twins Royals Tigers Indians Orioles Mariners Athletics Angels Lakers Celtics
    Banque Banco Banca Banka Generale Societe Société Compagnie Groupe Gruppe Grupo Caisse Medecins Médecins Finance
    Knicks Bulls Patriots Cowboys Packers Steelers Raiders Broncos Dolphins Jets Falcons Saints""",
)
# Of these, the ones that stand at the end of many places and ordinary phrases too: they count only behind a name.
WEAK_ORG_NOUNS = _words(
    """Band Bar Campaign Conference Defence Defense Division Energy Enterprise Exchange Financial Firm Front House
    Intelligence International Mission Office Oil Power Post Program Programme School Senate Squad Team Times Troops
    Trust Unit United Villa Capital Gold Court Courts Church Market Markets Hospital Gas Steel Electric
    Library Zoo Opera Giants Reds Royals Twins Saints Angels Indians Jets Bulls Records Media
    Press Workers Forces Force Brothers Finance"""
)
# A name with one of these at its end is a place.
PLACE_NOUNS = _words(
    """Airport Archipelago Arena Avenue Base Basin Bay Beach Boulevard Bridge Building Canal Canyon Cape Castle
    Cemetery City Coast Cove Creek Crossing Dam Delta Desert District Dome Drive Estuary Falls Field Fields
    Forest Gardens Garden Glacier Gorge Governorate Grounds Gulf Hall Harbor Harbour Heights Highway Hill Hills
    Hotel Island Islands Isle Isles Junction Lagoon Lake Lakes Land Lane Lodge Mall Manor Mansion Marina
    Memorial Monument Mosque Mount Mountain Mountains Oblast Ocean Palace Park Parish Parkway Pass Peninsula
    Plain Plains Plateau Plaza Point Port Prefecture Province Quay Raceway Racecourse Ranch Reef Region Republic
    Reservoir Resort Ridge River Road Rock Sea Seas Shrine Speedway Square Stadium State Station Straits Strait
    Street Streets Suburb Summit Synagogue Temple Terminal Territory Territories Town Tower Towers Township
    Tunnel Valley Velodrome View Village Volcano Voivodeship Wharf Woods Zone County Counties Borough Boroughs
    Barracks Cathedral Theatre Camp Checkpoint Crater Ghat Nagar Pura Wilderness Museum Museums Gallery
    Galleries Theatre Theater Planetarium Northwest Northeast Southwest Southeast Hemisphere Pole Belt Bank
    Strip Corridor Peak Springs""",
) - _words("State Land Hall Bank Summit Rock Pass Delta View Field Point Plain Camp")
LOCAL_OPENERS = _words("Mount Mt Mt. Lake Cape Fort Ft. Port Camp Isle River Loch")
COMPASS = _words(
    "North South East West Northern Southern Eastern Western Central Upper Lower Greater Great New Old Inner Outer"
)
# Lower-case nouns that say what the name behind them, or behind "of", is.
PLACE_CLASSES = _words(
    """city town village province region district state county suburb island capital port municipality hamlet
    neighborhood neighbourhood enclave republic prefecture governorate settlement resort area provinces towns cities
    villages districts peninsula valley locale outskirts township canton kingdom emirate territory"""
)
ORG_CLASSES = _words(
    """office company firm group bank agency newspaper magazine broadcaster network website site party union charity
    retailer manufacturer maker carmaker automaker airline startup start-up giant conglomerate club team
    organisation organization institute newswire watchdog regulator association channel station publisher brand
    band developer insurer lender brokerage contractor supplier operator militia movement faction league
    thinktank think-tank tank outlet service businesses business companies firms platform app store chain
    producer utility university college academy"""
)
# After a possessive or an "of": who belongs to whom.  "Acme's shares", "shares of Acme".
ORG_POSSESSIONS = _words(
    """shares share stock customers shareholders board subsidiary unit headquarters revenue profit profits sales ceo
    chairman products executives employees website founder co-founder chief
    management members leadership staff earnings quarterly software president journalists newsroom candidate lawmakers
    flagship fleet"""
)
EVENT_NOUNS = _words(
    """Accord Accords Act Agreement Agreements Amendment Anniversary Award Awards Bible Bill Bowl Bulletin Carnival
    Case Ceremony Challenge Championship Championships Christmas Classic Code Constitution Convention Crisis Cup
    Cups Day Days Deal Declaration Derby Directive Easter Edition Eve Expo Festival Final Finals Game Games
    Initiative Jubilee Law Laws Marathon Masters Medal Memorandum Month Night Olympics Open Order Paper Pact
    Peace Plan Plans Play Playoffs Prix Prize Project Protocol Ramadan Regatta Report Resolution Revolution
    Season Series Stakes Statement Story Strategy Study Summit Survey Test Tour Tournament Treaty Trial Trophy
    Virus War Wars Week Weekend Year Convention Operation Rule Rules Scale Theory Syndrome Disease Fever
    Storm Hurricane Typhoon Cyclone Budget Index Average Composite Century Hajj Shuttle Explorer Windows Bonds
    Group Things Vote Election Elections Results Question Questions Answer Platform Edition Chapter Volume
    Vaccine Variant"""
) - _words("Convention Initiative Platform")
# Roles that stand directly before a name, capitalised or not.
TITLES = _words(
    """Det Supt Insp Cllr President Vice-President Minister Premier Chancellor Secretary Senator Sen Sen. Senators
    Representative Rep Rep. Reps. Sens. Congressman Congresswoman Governor Gov Gov. Mayor Ambassador Envoy
    Commissioner Councillor Councilman Councilwoman Councilor Alderman Speaker Chairman Chairwoman Chairperson
    Chair Chief Director Executive Head Leader Deputy Attorney Prosecutor Judge Justice Magistrate Sheriff Marshal
    Constable Inspector Detective Superintendent Officer General Gen Gen. Lieutenant Lt Lt. Colonel Col Col.
    Major Maj Maj. Captain Capt Capt. Sergeant Sgt Sgt. Corporal Cpl. Private Admiral Adm. Commander Cmdr.
    Brigadier Brig. Commodore King Queen Prince Princess Duke Duchess Earl Count Countess Baron Baroness Lord
    Lady Sir Dame Emperor Empress Sultan Emir Sheikh Sheik Shah Ayatollah Imam Rabbi Pope Bishop Archbishop
    Cardinal Rev Rev. Reverend Father Pastor Sister Brother Monsignor Mullah Patriarch Dalai Saint Mr Mr. Mrs
    Mrs. Ms Ms. Miss Mx Dr Dr. Doctor Prof Prof. Professor Coach Manager Striker Midfielder Defender Goalkeeper
    Captain Editor Author Actor Actress Singer Director Analyst Economist Spokesman Spokeswoman Spokesperson
    Administrator Astronaut Negotiator Adviser Advisor Aide Candidate Lawmaker Comptroller Auditor Treasurer
    Under-Secretary Undersecretary Solicitor Barrister Chief-of-Staff CEO CFO COO CTO Founder Co-Founder
    Cofounder Owner Principal Dean Provost Rector Emeritus Laureate Caliph Comrade Hon. Hon Supt. Det. Insp. M.
    Mme Mme. Señor Signor Herr Frau Monsieur Madame Sheikha Crown Historian Biologist Researcher Scientist
    Presidents Ministers Counsel Counselor Prefect Pres. Premier Taoiseach Chancellor Congressperson Assemblyman
    Assemblywoman Firefighter Trooper Nurse Teacher"""
)
HONORIFICS = _words(
    """Det Supt Insp Mr Mr. Mrs Mrs. Ms Ms. Miss Mx Dr Dr. Sir Dame Lord Lady Rev Rev. Prof Prof. M. Mme Mme. Herr
    Frau Señor Signor Monsieur Madame Hon. Hon Sen Sen. Rep Rep. Gov Gov. Gen Gen. Lt Lt. Col Col. Maj Maj. Capt
    Capt. Sgt Sgt. Cpl. Adm. Cmdr. Brig. Supt. Det. Insp. Saint Pres."""
)
FEMALE_HONORIFICS = _words("Mrs Mrs. Ms Ms. Miss Dame Lady Mme Mme. Madame Frau Queen Princess Duchess Baroness Sister")
MALE_HONORIFICS = _words(
    "Mr Mr. Sir Lord Herr Señor Signor Monsieur M. King Prince Duke Earl Baron Father Brother Pope"
)
# They go before a title and belong to the role.
TITLE_MODIFIERS = _words(
    """Prime Foreign Defense Defence Finance Interior Home Health Education Justice Trade Energy Labor Labour
    Transport Agriculture Environment Economy Culture Industry Oil Information Communications Tourism Sports
    Treasury State Vice Deputy Acting Former Ex- First Second Assistant Associate Senior Junior Chief Executive
    Managing General Attorney Lieutenant Lt Lt. Major Brigadier Rear Air Field Grand Supreme Crown District
    Police Fire Press Campaign House Senate Majority Minority Opposition Party Shadow Cabinet Special Permanent
    Emeritus Honorary Presidential National Security Federal Central Vice-Admiral Team Head High County City
    State Human Resources Social Public Development Planning Affairs Economic Financial Prime Climate Water
    Power Investment Commerce Immigration Employment Science Technology Space Nobel Regional Provincial Local
    Lead Principal Political Military Chief Homeland Veterans Electoral Medical Nuclear Policy Operations
    Technical Marketing Legal Editorial Creative Artistic Co- Olympic World Parliamentary Deputy Interim
    Incoming Outgoing Religious Spiritual Supreme Budget Tax Housing Youth Women's Internal External Staff
    Right-back Spokes"""
)
# Lower-case roles that stand directly before a name ("spokeswoman Julie Hahn") or head an apposition.
ROLE_NOUNS = _words(
    """spokesman spokeswoman spokesperson president minister premier chancellor secretary senator representative
    congressman congresswoman lawmaker legislator governor mayor ambassador envoy diplomat commissioner
    councillor chairman chairwoman chairperson chair chief director head leader deputy attorney lawyer barrister
    solicitor prosecutor judge justice magistrate sheriff inspector detective superintendent officer official
    general colonel major captain lieutenant sergeant admiral commander brigadier king queen prince princess
    pope bishop archbishop cardinal priest pastor rabbi imam cleric coach manager trainer striker midfielder
    defender goalkeeper skipper player editor editor-in-chief instructor mp mps author writer novelist poet
    actor actress singer musician rapper composer artist painter designer architect illustrator photographer
    journalist reporter correspondent columnist broadcaster presenter host anchor blogger analyst economist
    strategist trader broker banker investor businessman businesswoman entrepreneur executive founder co-founder
    cofounder owner partner consultant adviser advisor aide assistant candidate nominee politician campaigner
    activist negotiator mediator scientist researcher professor lecturer scholar historian philosopher biologist
    chemist physicist astronomer astronaut engineer geologist psychologist sociologist anthropologist
    archaeologist physician doctor surgeon nurse dentist veterinarian pharmacist epidemiologist virologist
    teacher principal headteacher dean student graduate farmer fisherman worker employee driver pilot soldier
    veteran firefighter policeman policewoman resident neighbor neighbour witness victim suspect defendant
    survivor patient father mother brother sister son daughter wife husband widow uncle aunt cousin friend
    colleague expert specialist coauthor co-author curator librarian producer filmmaker screenwriter comedian
    dancer model champion winner swimmer runner sprinter cyclist boxer golfer jockey quarterback pitcher
    outfielder catcher shortstop guard forward center fly-half batsman bowler all-rounder wicketkeeper opener
    seed veteran rival ally whip treasurer auditor administrator ombudsman superintendent chaplain counselor
    counsel barista shopkeeper trade-unionist unionist organizer organiser member fellow vice-president
    vice-chairman undersecretary ceo cfo boss mogul tycoon billionaire heir designer secretary-general paramedic
    trucker rebel warlord militant commander-in-chief strongman dictator dissident exile defector"""
)
# Ordinary abbreviations in capitals: never names.
NOT_ACRONYMS = _words(
    """TV CEO CFO COO CTO MP MPs MEP MEPs PM AM A.M. P.M. DNA RNA HIV AIDS GDP GNP IPO PC CD DVD VIP ID IQ IT AI
    VAT ISP GMT EST EDT PST PDT UTC CET BST OK FAQ RSS URL HTML PDF USB GPS SUV LED LCD UFO BC AD CE PIN ATM SMS
    PR HR II III IV VI VII VIII IX XI XII CO TD RBI ERA KO SOS DIY ETA VR AR LGBT LGBTQ COVID SARS MERS PTSD
    ADHD IVF PHD MBA MSC BSC BA MA NOT AND THE FOR BUT ALL NEW OLD YES NO DR MR MS MRS ST VS PRESIDENT CPI PPI
    PMI ETF ETFS IOU FX YOY M&A R&D Q&A EV EVS USD EUR GBP JPY NGO NGOs BREAKING UPDATE EXCLUSIVE WATCH VIDEO
    PHOTO PHOTOS LIVE ADVISORY FOCUS CORRECTED RTRS VOD P2P HTTP HTTPS WWW KW MW GW TW KWH MWH KM KPH MPH SPF UV
    X-ray CCTV RPG IED IEDS WMD HQ ICU DUI IVR API GB MB KB TB FYI BTW LOL OMG NB PS TBA"""
)
KNOWN_ORGS = _words(
    """UN U.N. NATO EU E.U. BBC CNN NBC CBS ABC AP AFP UPI FBI CIA NSA NASA ESA WHO WTO IMF OPEC OECD ASEAN UNESCO
    UNICEF UNHCR OCHA FIFA UEFA IOC NBA NFL NHL MLB NCAA FIA ICC IAEA EPA FDA CDC FCC SEC IRS DEA NHS MI5 MI6
    KGB FSB IRA ETA PLO PKK ANC GOP Hamas Hezbollah Hizbollah Taliban Taleban al-Qaeda Al-Qaeda Reuters Reuter
    Bloomberg Xinhua Interfax Tass TASS Itar-Tass Kyodo Yonhap Microsoft Google Facebook Twitter Apple
    Amazon Netflix Uber Airbnb Tesla Intel IBM Sony Samsung Toyota Honda Nissan Ford Boeing Airbus Volkswagen
    BMW Daimler Siemens Nokia Ericsson Shell BP Exxon ExxonMobil Chevron Gazprom Rosneft Lufthansa Ryanair
    easyJet Walmart Tesco Nestle Nestlé Unilever Pfizer Moderna AstraZeneca Novartis Roche Bayer Monsanto Huawei
    Alibaba Tencent Spotify YouTube Instagram WhatsApp TikTok Snapchat LinkedIn Wikipedia WikiLeaks
    Greenpeace Oxfam Interpol Europol Mossad Hamas Fatah Likud Kremlin Pentagon Bundesbank Bundestag Knesset
    Duma Congress Senate Parliament Politico BuzzFeed Newsweek Vox Breitbart Disney Nike Adidas McDonald's
    Starbucks Coca-Cola PepsiCo Pepsi Goldman JPMorgan Citigroup Barclays HSBC Nasdaq NYSE Interior ISIS ISIL
    DHS NIH NOAA FEMA USAID ACLU NAACP AFL-CIO NAFTA MERCOSUR Mercosur UNRWA UNDP ECB BOJ RBA FED Fed Treasury
    CDU CSU SPD PiS AfD Fidesz PSOE SNP UKIP DUP BJP LDP ESPN MSNBC PBS NPR C-SPAN Fox Al-Jazeera"""
) - _words("Interior Treasury Apple Fox Ford Shell Amazon ABC Parliament ETA WHO SEC FED")
# Names of more than one word that no rule would find.
KNOWN_PHRASES = {
    "White House": "organisation",
    "Associated Press": "organisation",
    "European Union": "organisation",
    "United Nations": "organisation",
    "Supreme Court": "organisation",
    "Federal Reserve": "organisation",
    "World Bank": "organisation",
    "Red Cross": "organisation",
    "Red Crescent": "organisation",
    "Scotland Yard": "organisation",
    "Security Council": "organisation",
    "Al Jazeera": "organisation",
    "Al Qaeda": "organisation",
    "Al-Qaeda": "organisation",
    "Islamic State": "organisation",
    "Amnesty International": "organisation",
    "Human Rights Watch": "organisation",
    "Sinn Fein": "organisation",
    "Boko Haram": "organisation",
    "Wall Street Journal": "organisation",
    "Washington Post": "organisation",
    "Fox News": "organisation",
    "Sky News": "organisation",
    "Goldman Sachs": "organisation",
    "Deutsche Bank": "organisation",
    "Morgan Stanley": "organisation",
    "Merrill Lynch": "organisation",
    "Credit Suisse": "organisation",
    "General Motors": "organisation",
    "General Electric": "organisation",
    "Rolls-Royce": "organisation",
    "State Department": "organisation",
    "Justice Department": "organisation",
    "Home Office": "organisation",
    "Foreign Office": "organisation",
    "House of Representatives": "organisation",
    "House of Commons": "organisation",
    "House of Lords": "organisation",
    "Medecins Sans Frontieres": "organisation",
    "Médecins Sans Frontières": "organisation",
    "Doctors Without Borders": "organisation",
    "Save the Children": "organisation",
    "Globe and Mail": "organisation",
    "USA Today": "organisation",
    "Le Monde": "organisation",
    "Le Figaro": "organisation",
    "El Pais": "organisation",
    "El País": "organisation",
    "Der Spiegel": "organisation",
    "Die Zeit": "organisation",
    "Planned Parenthood": "organisation",
    "Wall Street": "place",
    "White Plains": "place",
    "Ground Zero": "place",
}
# Places that are surnames or first names as often.
AMBIGUOUS_PLACES = _words(
    """Jordan Chad Georgia Israel Virginia Carolina Jersey Kent Florence Dakota Montana Washington Lincoln
    Wellington Devon Cornwall Holland England Ireland Durham Essex Dorset Norfolk Bali Queens"""
)
PARTY_ADJECTIVES = _words(
    "Republican Democratic Labour Conservative Green Communist Socialist Liberal Tory Nationalist Christian"
)
PARTICLES = _words(
    "de del della di da do dos das du des la le van von der den ter ten zu bin ibn bint al el ul ur abu y af av"
)
NAME_PREFIXES = _words("Al El Bin Ibn Abu Abdul Abd Van Von De Del Della Di Da Le La Mac Mc Ben")
SUFFIXES = _words("Jr Jr. Sr Sr. II III IV Esq. MP QC KC PhD Jnr Snr")
# These own an organisation's name: "the People's Party", "St. John's".
POSSESSIVE_OPENERS = _words(
    """People Children Women Men Girls Lloyd McDonald Levi Moody Sotheby Christie King Queen Prince Mothers Farmers
    Workers Macy Wendy Domino Kellogg Sainsbury Writers Players Teachers Students Veterans Patients Consumers"""
)
# Verbs between a sentence's first word and the rest of its clause that only a named subject takes so often.
SUBJECT_VERBS = _words(
    """said says told tells added adds asked asks warned warns announced announces wrote writes claimed claims
    argued argues insisted insists denied denies admitted admits confirmed confirms explained explains noted
    notes stressed declined refused replied responded urged vowed pledged tweeted testified joined resigned
    married born died won lost can could should may might must himself herself beat defeated scored played
    graduated travelled traveled moved became made has had was is will would met visited"""
)
# Words that are capitalised where a sentence or a quotation begins and name nobody.
ORDINARY = _words(
    """a about above according across actually adding additionally after again against ago ahead all almost alone
    along already also alternatively although altogether always among an and another any anybody anyone anything
    anyway apart apparently are aren't around as asked asking aside at authorities away back based basically
    because been before behind being below beneath beside besides best better between beyond big born both
    britons built but by call called calling can can't cannot cases certain certainly cheers children clearly
    click come coming compared concerning consequently considering could couldn't critics currently customers
    dear deaths despite details did didn't do does doesn't doing don't done down due during each earlier early
    eight either eleven else employees enough especially essentially even eventually ever every everybody
    everyone everything everywhere evidence exactly except exclusive experts eventually few fewer fifteen fifth
    fifty fighting figures finally firms first five following for former formerly fortunately forty founded four
    fourth friends from full fully fun further furthermore game general generally get getting give given giving
    go going good government great greater guess had hadn't half happy hardly has hasn't have haven't having he
    he'd he'll he's head hello help hence her here here's hers herself hey hi high him himself his historically
    home honestly hopefully how how's however hundreds i i'd i'll i'm i've if image images imagine in including
    increasingly indeed inside instead interestingly into investigators investors ironically is isn't it it'd
    it'll it's its itself just keep kids know known last late lately later latest lawmakers least leaders leave
    less let let's life like likely little local long look looking lots made mainly make making man many markets
    may maybe me meanwhile media members men middle might million millions mine minutes more moreover most
    mostly much must my myself name named namely national naturally near nearby nearly neither never
    nevertheless new news next nine no nobody none nonetheless nor normally not nothing notably now nowhere
    obviously of off officers officials often oh ok okay old on once one ones only onto open opposition or order
    other others otherwise ought our ours ourselves out outside over overall own owing part particularly parents
    past patients people perhaps photo photos picture pictures pilgrims players please plus police posted
    previously prices prior probably protesters protests published put question quite rather read reading really
    recent recently regarding regardless related relatives reporters republicans democrats rescuers research
    researchers residents results right roughly said same saturday save say saying says scientists second
    seconds secondly see seeing seen separately services seven seventy several shall share shares she she'd
    she'll she's shortly should shouldn't shows similarly simply since six sixth sixty slightly slowly so sold
    some somebody somehow someone something sometimes somewhat somewhere soon sorry sources speaking
    specifically staff start starting state states still stocks stop strong students subsequently such suddenly
    supporters supposedly sure surprisingly survivors take taken taking talk talks taxpayers team teams ten than
    thank thankfully thanks that that'd that'll that's the their theirs them themselves then there there'd
    there'll there's thereafter therefore these they they'd they'll they're they've thing things think third
    thirdly thirty this those though thought thousands three through throughout thus time times to today
    together tomorrow tonight too top total toward towards traders traditionally troops true truly try trying
    twelve twenty twice two typically ultimately under underneath undoubtedly unemployment unfortunately unless
    unlike until up upon us used using usually various very via victims video videos view villagers volunteers
    voters wait want wanted was wasn't watch we we'd we'll we're we've wearing weather week weekend weeks
    welcome well were weren't what what's whatever when whenever where whereas wherever whether which while who
    who's whoever whole whom whose why wide will winter with within without witnesses woman women won't work
    workers working world worldwide worse would wouldn't write written year years yes yesterday yet you you'd
    you'll you're you've young your yours yourself zero email address written advertisement editor's photo:
    follow click comment comments continue copyright contact source sources subscribe share background
    introduction conclusion summary overview note notes contents references discussion analysis opinion
    editorial sport sports business politics culture technology science health education entertainment lifestyle
    travel weather markets internet web website earth's god heaven hell bible quran koran christmas easter
    ramadan mum dad mom sir madam mr mrs ms dr interview transcript correction update breaking exclusive
    investigation kilometers kilometres miles euros dollars pounds percent cent degrees north south east west
    northern southern eastern western central winners losers fans spectators drivers passengers pedestrians
    tourists migrants refugees muslims christians jews catholics protestants americans russians germans britons
    israelis palestinians ukrainians europeans africans asians arabs kurds serbs croats turks greeks syrians
    iraqis iranians afghans pakistanis indians australians canadians mexicans brazilians italians spaniards
    germans poles czechs slovaks hungarians romanians bulgarians swedes danes finns norwegians chechens tutsis
    hutus albanians bosnians cubans haitians mother father brother sister son daughter wife husband uncle aunt
    grandma grandpa baby boy girl lady gentlemen monday tuesday wednesday thursday friday saturday sunday
    january february march april june july august september october november december mondays tuesdays
    wednesdays thursdays fridays saturdays sundays summer autumn spring fall"""
)
MONTHS_AND_DAYS = _words(
    """Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays
    Sundays January February March April May June July August September October November December Jan Jan. Feb Feb. Mar
    Mar. Apr Apr. Jun Jul Aug Aug. Sep Sept Sept. Sep. Oct Oct. Nov Nov. Dec Dec. Christmas Easter Ramadan Thanksgiving
    Halloween Hanukkah Passover Eid Diwali Ashura GMT"""
)
FUNCTION_WORDS = _words(
    """In Or The And At On For With By From As But To Of Is Are Was If When While After Before It He She They We
    You That This These Those His Her Their Its Not So Then There What Who How Why Image Photo Picture Credit
    File"""
)
ORDINARY_ENDINGS = (
    "ly",
    "ing",
    "tion",
    "tions",
    "ment",
    "ments",
    "ness",
    "ists",
    "ities",
    "ians",
    "ful",
    "less",
    "able",
)
SPORTS = _words(
    """soccer baseball basketball cricket tennis golf rugby hockey boxing cycling athletics swimming skiing motorcycling
    rowing badminton volleyball snooker equestrian gymnastics nba nfl nhl mlb"""
)
LOCAL_PREPOSITIONS = _words("in at near from to around outside inside across into via towards toward throughout within")
