"""The names of HTML elements, and of boxes inside an article, that decide how they are read."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset"
    " figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav"
    " ol p pre search section summary table tbody td tfoot th thead tr ul"
)
HEADINGS = _names("h1 h2 h3 h4 h5 h6")
# Elements whose text is never read.
UNREAD = _names(
    "script style noscript template iframe object embed applet svg math canvas audio video map"
    " button input select textarea option datalist progress meter head title link meta nav"
    " rp rt -comment _comment !doctype"
)
# Names that sites give to the boxes of advertisements and links inside an article.
CLUTTER_NAMES = _names(
    "ad ads adv advert advertisement adslot adsbygoogle adbox dfp banner sponsor sponsored promo"
    " promotion paywall newsletter subscribe subscription related recommend recommended"
    " recommendation morearticle readmore share sharing social sns comments breadcrumb breadcrumbs"
    " pagination outbrain taboola trustbadgecontainer"
)
CAPTION_NAMES = _names("caption figcaption picinfo imgcaption credit")
# Elements that are rarely closed: they do not nest.
UNCLOSED_BY_HABIT = _names(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup rp rt area base br col embed hr"
    " img input link meta param source track wbr"
)
# Elements of which the walk must know whether it is inside one.
FOLLOWED = _names("a small pre blockquote")
