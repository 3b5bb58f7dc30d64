/**
 * Words that an honest product description may use without an attribute that states them: function words, and the
 * nouns, verbs and adjectives of everyday product copy. No materials, measures, technologies or certificates: those
 * are claims about a product, and have to stand in its attributes.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  a about above across after afterwards again against ago all almost along alongside already
  also although always among amongst an and another any anybody anyone anything anywhere around
  as at away back because before behind below beneath beside besides between beyond both but by
  certainly clearly completely down during each early eight either eleven else enough entirely
  especially etc even ever every everybody everyone everything everywhere except few fewer fifty
  first five for forty four from fully half he hence her here hers him his how however hundred i
  if in indeed inside instead into it its itself just last late later least less like little lot
  lots mainly many maybe me meanwhile million mine more most mostly much my near nearly neither
  never next nine no nobody none nor not nothing now nowhere of off often okay on once one only
  onto opposite or other others otherwise our ours out outside over own partly past per perhaps
  please plus quarter quite rarely rather really round same second seldom seven several she
  simply since six sixty so some somebody someone something sometimes somewhere soon still such
  ten than thank thanks that the their theirs them themselves then there therefore these they
  third thirty this those though thousand three through throughout thus till to today together
  tomorrow tonight too toward towards truly twelve twenty two under underneath unless until up
  upon us usually very via vs we what whatever when whenever where wherever whether which
  whichever while who whoever whom whose why with within without yes yesterday yet you your
  yours yourself yourselves
  am are aren't be been being can can't cannot could couldn't did didn't do does doesn't doing
  don't done had hadn't has hasn't have haven't having here's i'm i've is isn't it'll it's let's
  may might must need needed needs ought shall should shouldn't that's there's they'll they're
  they've was wasn't we'll we're we've were weren't what's who's will won't would wouldn't you'd
  you'll you're you've
  add added adding adds allow allowed allowing allows answer answers appear appears ask asked
  asks become becomes began begin beginning begins belong belongs bought bring bringing brings
  brought build building builds built buy buying buys call called calls came care cares carried
  carries carry carrying catch catches change changed changes changing choose chooses choosing
  chose chosen clean cleaned cleaning cleans clear clears close closed closes closing come comes
  coming complete completes consider considers contain contained containing contains cook cooked
  cooking cooks count counts cover covered covering covers create created creates creating cut
  cuts cutting decide decides deliver delivered delivers design designed designs draw drawn
  draws dress drink drinking drinks drive drives eat eating eats end ended ends enjoy enjoyed
  enjoying enjoys enter expect expects explore explores feature featured features featuring feel
  feeling feels felt fill filled filling fills find finding finds finish finished finishes fit
  fits fitted fitting fix fixes fold folds follow followed following follows form forms found
  gather gathered gathering gathers gave get gets getting give given gives giving go goes going
  gone got grab grow grows handle handled handles handling hang hangs happen happens head heads
  hear hears held help helped helping helps hold holding holds include included includes
  including invite invites join joins keep keeping keeps kept know known knows lasted lasting
  lasts lay lays lead leads learn learns leave leaves leaving left lend lends let lets lift
  lifts light lights live lives living look looked looking looks lose love loved loves loving
  made make makes making match matched matches matching mean means meant measure measures
  measuring meet meets mix mixes move moved moves moving offer offered offering offers open
  opened opening opens order ordered orders pack packed packing packs paid pair paired pairs
  pass passes pay pays pick picked picks place placed places placing plan plans play played
  playing plays pour pours prefer prefers prepare prepares present presents press presses
  protect protects provide provided provides providing pull pulls push pushes put puts putting
  reach reaches read reading reads receive receives recommend relax relaxing relies rely remain
  remains remember remove removed removes rest rests return returns run running runs said save
  saves saving say says see seeing seen sees select selected selects send sends sent serve
  served serves serving set sets setting share shared shares sharing shine shines show showing
  shown shows sit sits sitting sleep sleeps slide slides slip slips smell smells sound sounds
  spend spends spread stand standing stands start started starting starts stay staying stays
  step steps stop stops store stored stores storing suit suited suits support supported supports
  take taken takes taking taste tastes tell tells think thinks tie took touch touches travel
  traveling travelling travels treat treats tried tries try turn turned turning turns understand
  use used uses using wait waiting wake walk walking walks want wanted wants warm warms wash
  washed washes washing watch watches wear wearing wears welcome welcomes went wipe wipes wish
  wishes wonder work worked working works worn wrap wrapped wraps write writes writing
  account action activity adult adults adventure afternoon age air animal area arm art article
  autumn bag bags balance base basket bath bathroom beauty bed bedroom bench birthday bit board
  body book books bottle bottles bottom bowl box boxes boy brand break breakfast breaks budget
  business button buttons café cake car card cards case cases category celebration center centre
  chair chance character child childhood children choice choices city class classic classroom
  clothes clothing coat coffee collection collections collector collectors color colors colour
  colours combination comfort community commute company condition construction content contents
  contrast control convenience corner cost couch country couple course craft creativity crowd
  culture cup cups customer customers daily date day days deal description desk detail details
  difference dinner direction dish dishes distance dog door drawer drawers dream ease edge edges
  effect effort element elements energy entry environment equipment evening evenings event
  events everyday example experience experiences eye eyes face fact families family fan fans
  farm fashion favorite favourite feedback feet field fire flavor flavour flavours floor flow
  food foot force format freedom friend friends front fun function functions furniture future
  game games garden gardener gear gift gifts girl goal goods group groups guest guests guide
  habit hair hall hand hands hat health heart heat height hiker history hobby holiday holidays
  home homes hook hope hour hours house household idea ideas image indoor indoors ingredient
  ingredients inspiration interior item items job jobs journey joy kid kids kind kinds kitchen
  kitchens lady laundry leisure length level life lifestyle line lines list lunch machine man
  manner mark market material materials matter meal meals memory men mess mind minute minutes
  model models moment moments money month months mood morning mornings mountain mouth movement
  music name names nature neighborhood neighbour night nights noise note notes number numbers
  object objects occasion occasions office option options outdoor outdoors outfit owner pace
  package packaging page pages parent parents park part parts party path pattern patterns peace
  people person personality pet pets phone photo photos picture piece pieces plant plants plate
  player players pleasure pocket point points position power practice presence pressure price
  prices problem process product products professional professionals profile project projects
  purpose quality quantity question rain range reader readers reason recipe recipes refresh
  result results ride road room rooms routine routines rule sale school screen season seasons
  seat seconds section selection sense series service setup shape shapes shelf shelves shirt
  shoe shoes shop shopping shops side sides sight simplicity size sizes skill skin sky snack
  sofa song sort soup space spaces specification specifications spice sport sports spot spring
  stage standard star state storage story street strength student students studio stuff style
  styles sugar summer sun surface surfaces system table tables tale task tasks tea team
  technique temperature term terms test texture thing things thought time times tip title toast
  tool tools top town toy toys tradition traditions training trip trips type types unit units
  user users value variety version view village visit visitor visitors volume wall walls
  wardrobe warmth water way ways weather week weekend weekends weeks weight width wind window
  winter woman women word words workday workplace workshop workspace world yard year years
  able active actual additional alone appealing appropriate attractive available average aware
  bare basic beautiful beautifully big bigger black blue bold brief bright broad brown busy calm
  careful carefully casual charming cheap cheerful clever cold comfortable comfortably
  comforting common compact confident confidently considered consistent contemporary convenient
  conveniently cool cosy cozy creamy creative crisp current custom dark day-to-day dear
  decorative deep delicate delicious delightful dependable different difficult direct directly
  distinct distinctive dry durable easier easily easy easy-to-use effective efficient
  efficiently effortless effortlessly elegant elegantly entire equal essential exact exactly
  excellent exciting extra fair familiar famous fast final fine firm flat flexible fresh freshly
  friendly full functional general generous generously gentle gently genuine glad gold good gray
  great green grey hand-picked handy happy hard heavy helpful high higher honest hot huge ideal
  ideally immediately important individual informative interesting intuitive large larger
  lightweight lively local long long-lasting longer loose loud lovely low lower lucky main major
  mild minimal minimalist modern modest multiple natural naturally neat neatly necessary neutral
  new nice normal old orange ordinary organised organized original overall particular peaceful
  perfect perfectly personal pink plain playful pleasant polished popular portable possible
  practical precise precisely pretty previous private proper properly proud public pure purple
  quick quickly quiet quietly rare ready ready-to-use real recent red refined refreshing regular
  regularly relaxed reliable reliably rich right rough rugged safe safely satisfying seasonal
  secure securely sensible separate serious sharp shiny short shorter similar simple single slim
  slow slowly small smaller smart smooth smoothly soft softly solid special specific steadily
  steady straightforward strong sturdy stylish subtle suitable sure sweet tall thick thin
  thoughtful thoughtfully tidy tight timeless tiny tough traditional true trusted unique useful
  usual valuable varied various versatile vibrant vintage visual vivid warmly weekly well
  well-made wet white whole wide wider wild willing wonderful worth yellow young
  `
    .trim()
    .split(/\s+/u),
);
