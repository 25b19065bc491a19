import pytest
from tests.browser.test_feed import *
from tests.browser.test_feed import full_house
@pytest.mark.usefixtures("full_house")
def test_dbg(open_page, bob):
    page = open_page(bob)
    page.goto("/")
    scroll_to_the_end(page, "article")
    card = page.locator("article").filter(has_text="Picture 12").first
    link = card.get_by_role("link", name="Comment", exact=True)
    link.scroll_into_view_if_needed()
    print("before", link.bounding_box(), page.evaluate("[scrollY, document.body.scrollHeight]"))
    link.click()
    page.wait_for_url("**/p/**")
    print(page.evaluate("Object.entries(sessionStorage).map(([k,v]) => [k, v.length, v.slice(-60)])"))
    page.go_back()
    for _ in range(10):
        print("after", link.bounding_box(), page.evaluate("[scrollY, document.body.scrollHeight, performance.getEntriesByType('navigation')[0].type, history.scrollRestoration, document.querySelectorAll('article').length]"))
        page.wait_for_timeout(150)
